package io.tidemark.ingest;

import java.time.Duration;

/// Every bound of ingest in one place.
///
/// @param sockets        sockets of this node; one more is answered 503
/// @param socketsPerKey  sockets of one key on this node; one more is answered 429
/// @param heartbeat      how often a producer should let hear of itself, told in `welcome`
/// @param silence        a socket that we read is closed when no whole frame came for this long
/// @param inFlight       messages of one socket that the log has not answered; at it reading stops
/// @param unread         of a second, how long a socket may not be read before its sessions are called alive for it
/// @param welcomePatience how long `welcome` waits for masters that cannot be served at once
/// @param slowReader     how long answers may stay unread before the socket is closed
/// @param drain          how long a stopping node waits for the log before it closes its sockets
/// @param requests       HTTP requests of one key under way on one event loop; one more is answered 429
/// @param requestPatience how long an HTTP request waits for the log
public record IngestLimits(int sockets, int socketsPerKey, Duration heartbeat, Duration silence, int inFlight, Duration unread,
        Duration welcomePatience, Duration slowReader, Duration drain, int requests, Duration requestPatience) {

    /// Largest message, in bytes of UTF-8; the same for HTTP bodies.
    public static final int LARGEST_MESSAGE = 256 * 1024;

    /// Malformed messages in a row after which a socket is closed.
    static final int MALFORMED_IN_A_ROW = 100;

    /// Streams that one socket may hold.
    static final int STREAMS = 1_000;

    public static IngestLimits standard() {
        return new IngestLimits(20_000, 5_000, Duration.ofSeconds(30), Duration.ofSeconds(75), 1_000, Duration.ofMillis(500),
                Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(3), 64, Duration.ofSeconds(10));
    }
}
