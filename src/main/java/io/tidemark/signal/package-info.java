/// What producers say: the closed vocabulary of the native interface, decoded and checked.
///
/// A [Signal] is immutable, carries its own instant and names its account or leaves that to the message it came in. Nothing
/// here knows JSON, Redis or a clock: `ingest` makes signals from text, `log` writes them in binary, `presence` applies them.
/// Every package may import this one; this one imports none.
@NullMarked
package io.tidemark.signal;

import org.jspecify.annotations.NullMarked;
