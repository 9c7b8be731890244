package io.tidemark.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who did what: one line each under the name `io.tidemark.audit`, with ids and paths only; no secret, and no text that somebody
/// could choose freely.
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("io.tidemark.audit");

    private Audit() {}

    static void done(Request request, String what, String id, String account) {
        LOG.info("{} {} of account {} by key {} from {}", what, id, account, request.by().keyId(), request.from());
    }

    static void refused(Request request, String method, String path, String code) {
        LOG.info("refused ({}) {} {} to key {} from {}", code, method, path, request.by().keyId(), request.from());
    }
}
