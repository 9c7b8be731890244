/// The client side of the native interface: what a platform needs so that its figures are exact.
///
/// [Producer] is the class to use, and to copy: it keeps one socket, numbers what is sent, keeps it until it is safe, and
/// brings it again after whatever went wrong. [ProducerOptions] says where and as whom, [ProducerListener] hears what only the
/// platform can act on, [Counters] are its figures.
///
/// Behind it stands one [Outbox] for each master: queue, numbered log and window of a stream, without any input or output of
/// its own, so that the rules which exactness rests on are read and tested by themselves. [LiveSessions] is the set that a
/// snapshot is made from. The package speaks only the wire protocol (`tidemark.v1.json`); it knows nothing of the server.
@NullMarked
package io.tidemark.producer;

import org.jspecify.annotations.NullMarked;
