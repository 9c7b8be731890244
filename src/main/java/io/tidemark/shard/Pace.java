package io.tidemark.shard;

/// When what is done in traffic may be done next. All shards of a node keep the same beat: what many of them do at one moment shares
/// wake-ups, and one look of Redis at its sockets, which cost more than a small call.
final class Pace {

    private Pace() {}

    /// Milliseconds until the next beat, of one every `apart`; none when the last was so long ago that nothing is to be waited for.
    static long left(long last, long apart, long now) {
        return now - last >= apart ? 0 : apart - Math.floorMod(now, apart);
    }
}
