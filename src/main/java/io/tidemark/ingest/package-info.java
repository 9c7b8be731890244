/// The way in: sockets and HTTP requests of producers become parcels for the log, and what becomes of them is told back.
///
/// [Ingest] is what the wiring opens and mounts; [Keys] is what it asks of whoever knows keys. On each event loop an [IngestLoop]
/// holds the sockets: [SocketGate] lets one in, [IngestSocket] reads it (messages put together by [Assembler] from raw frames) and
/// stops reading when the log is slow, [Delivery] keeps what was read by then until the log has room for it, [Conversation] and [Streams] know what messages mean, [OpenStream] how far a stream is
/// acknowledged and durable. [SignalsRoute] takes the same signals by `POST`. [NoticeDesk] brings back what only the set of sessions
/// could judge. Nothing here holds sessions: a producer may come back to any node.
///
/// Bounds stand in [IngestLimits], close codes in [CloseReason], counters and their equation in [IngestMetrics]. The grammar
/// of messages is [io.tidemark.ingest.decode].
@NullMarked
package io.tidemark.ingest;

import org.jspecify.annotations.NullMarked;
