package io.tidemark.producer;

/// What a platform may want to hear from its [Producer]. All calls come on the producer's event loop and must not block.
public interface ProducerListener {

    /// Hears nothing.
    ProducerListener NONE = new ProducerListener() {};

    /// The server took a stream up: what waits is being sent from now on.
    default void connected(String server, String account) {}

    /// A socket was lost or could not be opened; another attempt follows by itself.
    default void disconnected(String server, String reason) {}

    /// A signal was not taken. Its neighbours were.
    default void rejected(Rejection rejection) {}

    /// The stream had been silent too long: its sessions ended at its last sign of life, and a snapshot brings them back.
    default void lapsed(String account) {}

    /// This producer will not come back: fenced (4409), an old incarnation (4410), its key revoked (4401), or refused
    /// (400, 401, 403).
    default void ended(int code, String reason) {}
}
