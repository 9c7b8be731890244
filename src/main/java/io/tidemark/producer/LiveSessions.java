package io.tidemark.producer;

import io.netty.buffer.ByteBufUtil;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sessions that are live after a certain frame, each with the one join that says all about it: the facts of its latest
/// update and the `at` at which it began.
final class LiveSessions {
    private record Live(String event, String join) {}

    private final Map<String, Live> sessions;
    private final Map<String, Set<String>> byEvent = new HashMap<>();

    LiveSessions() {
        sessions = new LinkedHashMap<>();
    }

    private LiveSessions(LiveSessions other) {
        sessions = new LinkedHashMap<>(other.sessions);
        other.byEvent.forEach((event, ids) -> byEvent.put(event, new HashSet<>(ids)));
    }

    LiveSessions copy() {
        return new LiveSessions(this);
    }

    int size() {
        return sessions.size();
    }

    @Nullable
    String join(String session) {
        var live = sessions.get(session);
        return live == null ? null : live.join;
    }

    void apply(Item item) {
        switch (item.effect()) {
            case Item.Effect.Joined(var session, var event, var replaced) -> join(session, event, replaced, item.text());
            case Item.Effect.Left(var session) -> remove(session);
            case Item.Effect.Ended(var event) -> List.copyOf(byEvent.getOrDefault(event, Set.of())).forEach(this::remove);
            case Item.Effect.None _ -> {
            }
        }
    }

    private void join(String session, String event, @Nullable String replaced, String text) {
        var former = sessions.get(session);
        if (former == null && replaced != null) remove(replaced);
        remove(session);
        sessions.put(session, new Live(event, former == null && replaced == null ? text : merged(former, text)));
        byEvent.computeIfAbsent(event, _ -> new HashSet<>()).add(session);
    }

    /// An update's given fields replace, absent ones stay; the session began when it first joined, and replaces nobody again.
    private static String merged(@Nullable Live former, String text) {
        var join = former == null ? new JsonObject() : new JsonObject(former.join);
        var began = join.getValue("at");
        join.mergeIn(new JsonObject(text));
        if (began != null) join.put("at", began);
        join.remove("replaces");
        return join.encode();
    }

    private void remove(String session) {
        var live = sessions.remove(session);
        if (live == null) return;
        byEvent.computeIfPresent(live.event, (_, ids) -> ids.remove(session) && ids.isEmpty() ? null : ids);
    }

    /// The joins in the order in which they came, cut into lists that each fit into one message.
    List<List<String>> parts(int most, int bytes) {
        var parts = new ArrayList<List<String>>();
        var part = new ArrayList<String>();
        int size = 0;
        for (var live : sessions.values()) {
            int length = ByteBufUtil.utf8Bytes(live.join) + 1;
            if (part.size() == most || !part.isEmpty() && size + length > bytes) {
                parts.add(part);
                part = new ArrayList<>();
                size = 0;
            }
            part.add(live.join);
            size += length;
        }
        parts.add(part);
        return parts;
    }
}
