package io.tidemark.wallboard;

import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalInt;

/// Where the minutes of the recent past are remembered.
public interface MinuteSource {

    /// What is remembered of the minutes that begin in `[from, to)` (epoch milliseconds), oldest first.
    Future<Past> read(String account, long from, long to);

    /// @param cells   for each cell the minutes in which it moved, oldest first
    /// @param before  for each cell its level when the time began, as far as is known: matters where no minute moved
    /// @param unknown stretches `[from, to)` of which nobody knows what happened
    record Past(List<List<Minute>> cells, List<OptionalInt> before, List<Stretch> unknown) {}

    /// A minute in which a figure moved.
    record Minute(long at, int open, int min, int max, int close, double mean) {}

    /// A stretch of time in epoch milliseconds.
    record Stretch(long from, long to) {}
}
