package io.tidemark.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a key stands in a request: `Authorization: Bearer KEY`, or, since a page cannot set that on a socket, the sub-protocol
/// value `bearer.KEY`. Never the query string, which ends in logs.
public final class Bearer {

    private static final String SCHEME = "bearer ";
    private static final String PROTOCOL = "bearer.";
    private static final int LONGEST = 512;

    private Bearer() {}

    /// The key of a request, `null` when there is none or more than one.
    public static @Nullable String ofRequest(MultiMap headers) {
        List<String> given = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (given.size() != 1 || !given.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            return null;
        return tame(given.getFirst().substring(SCHEME.length()).strip());
    }

    /// The key of a WebSocket handshake: as in a request, else from the sub-protocols.
    public static @Nullable String ofHandshake(MultiMap headers) {
        if (headers.contains(HttpHeaders.AUTHORIZATION))
            return ofRequest(headers);
        List<String> keys = protocols(headers).stream().filter(protocol -> protocol.startsWith(PROTOCOL)).toList();
        return keys.size() == 1 ? tame(keys.getFirst().substring(PROTOCOL.length())) : null;
    }

    /// Whether a handshake offers `protocol`.
    public static boolean offers(MultiMap headers, String protocol) {
        return protocols(headers).contains(protocol);
    }

    private static List<String> protocols(MultiMap headers) {
        var protocols = new ArrayList<String>();
        for (String line : headers.getAll("Sec-WebSocket-Protocol"))
            for (String protocol : line.split(",", -1))
                protocols.add(protocol.strip());
        return protocols;
    }

    private static @Nullable String tame(String key) {
        return key.isEmpty() || key.length() > LONGEST ? null : key;
    }
}
