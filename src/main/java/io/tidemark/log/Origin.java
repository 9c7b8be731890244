package io.tidemark.log;

/// Who said something outside streams, and where the answer to a stream's frame goes: a connection of one run of a node, or all
/// HTTP requests of one key.
///
/// `node` is the random number of the node's run (never 0), `connection` its own count from 1; for HTTP `node` is 0 and
/// `connection` the key's 64-bit fingerprint.
public record Origin(long node, long connection) {

    public static Origin ofKey(long fingerprint) {
        return new Origin(0, fingerprint);
    }

    public boolean isHttp() {
        return node == 0;
    }
}
