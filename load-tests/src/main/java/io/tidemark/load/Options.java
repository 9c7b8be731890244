package io.tidemark.load;

import org.jspecify.annotations.Nullable;

/// What was asked for on the command line.
///
/// @param minutes  length of scenarios that last as long as one likes (`million`, `soak`); 0: what [Length] says
/// @param seed     of everything random; printed, so that a run can be had again
/// @param redis    a Redis to use instead of our own, for scenarios that break nothing of it; `null`: our own
/// @param database a PostgreSQL to use instead of our own; `null`: our own
/// @param jvm      options of the product's JVM
public record Options(Length length, int minutes, long seed, @Nullable String redis, @Nullable String database, String jvm) {

    /// The length in seconds of what lasts as long as one likes.
    public int seconds(int smoke, int brief, int full) {
        return minutes > 0 ? minutes * 60 : length.of(smoke, brief, full);
    }
}
