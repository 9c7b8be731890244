package io.tidemark;

import io.tidemark.access.KeyRing;
import io.tidemark.access.Right;
import io.tidemark.ingest.Keys;
import io.vertx.core.Future;
import java.util.Optional;

/// What ingest needs to know of keys, told by the key ring.
record KeyPort(KeyRing ring) implements Keys {
    @Override
    public Future<Optional<Keys.Grant>> authorise(String bearer) {
        return ring.authorise(bearer).map(found -> found.map(KeyPort::told));
    }

    @Override
    public boolean isLive(String keyId) {
        return ring.isLive(keyId);
    }

    private static Keys.Grant told(io.tidemark.access.Grant grant) {
        return new Keys.Grant(grant.keyId(), grant.fingerprint(), grant.reach(), grant.may(Right.INGEST));
    }
}
