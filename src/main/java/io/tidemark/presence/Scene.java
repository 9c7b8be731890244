package io.tidemark.presence;

import io.tidemark.log.Packer;
import io.tidemark.log.Unpacker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is behind the figures of an account: its largest live events, its connections by device, client, platform and country, and
/// when its streams were last heard. Renewed at most once a second.
///
/// @param events    the 20 largest live events of the account and those below it, largest first
/// @param breakdown dimension (`device`, `client`, `platform`, `country`) → value → live connections; what exceeds the bound of
///                  values is under `other`, sessions that did not say under `unknown`
/// @param sources   the account's streams (at most 100, the ones heard last)
public record Scene(String account, List<LiveEvent> events, Map<String, Map<String, Integer>> breakdown, List<Source> sources) {

    private static final int VERSION = 1;

    /// A live event. `start` is epoch milliseconds; counts are of counted sessions, whosever account they are of.
    public record LiveEvent(String event, String account, String kind, @Nullable String title, @Nullable String owner, long start,
            int connections, int speakers, int participants) {}

    /// A stream: its producer, when it was last heard (epoch milliseconds), and whether it has lapsed or is catching up.
    public record Source(String producer, long heard, boolean lapsed, boolean catchingUp) {}

    /// Binary form, read by [#decode].
    public byte[] encode() {
        var out = new Packer().unsigned(VERSION).text(account).unsigned(events.size());
        for (var event : events)
            out.text(event.event).text(event.account).text(event.kind).maybe(event.title).maybe(event.owner).signed(event.start)
                    .unsigned(event.connections).unsigned(event.speakers).unsigned(event.participants);
        out.unsigned(breakdown.size());
        breakdown.forEach((dimension, values) -> {
            out.text(dimension).unsigned(values.size());
            values.forEach((value, count) -> out.text(value).unsigned(count));
        });
        out.unsigned(sources.size());
        for (var source : sources)
            out.text(source.producer).signed(source.heard).flag(source.lapsed).flag(source.catchingUp);
        return out.take();
    }

    /// Reads what [#encode] wrote; an [IllegalArgumentException] for anything else.
    public static Scene decode(byte[] bytes) {
        var in = new Unpacker(bytes);
        if (in.unsigned() != VERSION)
            throw new IllegalArgumentException("unknown version of a scene");
        String account = in.text();
        var events = new ArrayList<LiveEvent>();
        for (int n = in.count(); n > 0; n--)
            events.add(new LiveEvent(in.text(), in.text(), in.text(), in.maybe(), in.maybe(), in.signed(), in.count(), in.count(),
                    in.count()));
        var breakdown = new LinkedHashMap<String, Map<String, Integer>>();
        for (int n = in.count(); n > 0; n--) {
            var values = new LinkedHashMap<String, Integer>();
            breakdown.put(in.text(), values);
            for (int m = in.count(); m > 0; m--)
                values.put(in.text(), in.count());
        }
        var sources = new ArrayList<Source>();
        for (int n = in.count(); n > 0; n--)
            sources.add(new Source(in.text(), in.signed(), in.flag(), in.flag()));
        return new Scene(account, events, breakdown, sources);
    }
}
