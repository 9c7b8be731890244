package io.tidemark.access;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which time zone an account's days are cut in, and since when.
///
/// It follows from what was asked for: what was asked before the account's first signal holds for all time; what was asked later
/// holds from the next midnight of the zone that was in force when it was asked (a wish that is still waiting is replaced by a newer one).
///
/// @param spans in the order of time; the first has no beginning
record ZoneHistory(List<Span> spans) {
    ZoneHistory {
        spans = List.copyOf(spans);
    }

    /// `zone` holds from `since` on; `null`: always did.
    record Span(@Nullable Instant since, String zone) {}

    /// `zone` was asked for.
    record Wish(Instant asked, String zone) {}

    /// What follows from `wishes` (at least one, in the order of time); `firstSignal` is `null` when there was none yet.
    static ZoneHistory of(List<Wish> wishes, @Nullable Instant firstSignal) {
        var spans = new ArrayList<Span>();
        for (var wish : wishes) {
            if (spans.isEmpty() || firstSignal == null || wish.asked.isBefore(firstSignal)) {
                spans.clear();
                spans.add(new Span(null, wish.zone));
            } else {
                spans.removeIf(span -> span.since != null && span.since.isAfter(wish.asked));
                String old = spans.getLast().zone;
                if (!old.equals(wish.zone)) spans.add(new Span(midnightAfter(wish.asked, old), wish.zone));
            }
        }
        return new ZoneHistory(spans);
    }

    /// The zone in force at `at`.
    String at(Instant at) {
        String zone = spans.getFirst().zone;
        for (var span : spans)
            if (span.since == null || !span.since.isAfter(at)) zone = span.zone;
        return zone;
    }

    /// The change that is waiting for its midnight at `at`.
    Optional<Span> pending(Instant at) {
        return spans.stream().filter(span -> span.since != null && span.since.isAfter(at)).findFirst();
    }

    private static Instant midnightAfter(Instant at, String zone) {
        var id = ZoneId.of(zone);
        return at.atZone(id).toLocalDate().plusDays(1).atStartOfDay(id).toInstant();
    }
}
