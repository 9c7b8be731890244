package io.tidemark.presence;

/// Something that happens by itself when its time has come: a silence that has lasted too long, a hold that is over.
/// Its place in [Timers] is kept here, so that a change of its time costs no search.
abstract sealed class Timed permits Alive, Stream, Occurrence, Hold, Master {

    /// When it was put into the queue for; the true [#due] may be later.
    long queuedFor;
    /// Place in the heap, or -1.
    int place = -1;

    /// When it happens unless something comes before; [Long#MAX_VALUE] for never.
    abstract long due();

    /// What comes first of things due at one instant.
    abstract int rank();
}
