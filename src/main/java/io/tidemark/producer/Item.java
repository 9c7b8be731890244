package io.tidemark.producer;

import io.netty.buffer.ByteBufUtil;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// One signal as it will be sent: its JSON text with an `at`, the size of that text in UTF-8, the caller's own number for it,
/// and what it does to the set of live sessions.
record Item(String text, int bytes, long mark, Effect effect) {

    /// No message is larger; a frame's own braces and numbers fit into what is left to the protocol's 256 KiB.
    static final int MAX_BYTES = 240 * 1024;

    /// What a signal does to the set of live sessions.
    sealed interface Effect {
        record None(@Nullable String session) implements Effect {}

        record Joined(String session, String event, @Nullable String replaced) implements Effect {}

        record Left(String session) implements Effect {}

        record Ended(String event) implements Effect {}
    }

    /// The given signal, with `now` as its `at` when it has none. The signal itself is not changed.
    static Item of(JsonObject signal, long mark, long now) {
        String type = text(signal, "type");
        if (type == null || type.equals("hello") || type.equals("alive"))
            throw new IllegalArgumentException("no signal for a stream: type is " + type);
        String text = signal.encode();
        if (!signal.containsKey("at")) text = text.substring(0, text.length() - 1) + ",\"at\":" + now + "}";
        int bytes = ByteBufUtil.utf8Bytes(text);
        if (bytes > MAX_BYTES) throw new IllegalArgumentException("a signal of " + bytes + " bytes fits into no frame");
        return new Item(text, bytes, mark, effect(type, signal));
    }

    private static Effect effect(String type, JsonObject signal) {
        String session = text(signal, "session");
        String event = text(signal, "event");
        if (type.equals("join") && session != null && event != null) return new Effect.Joined(session, event, text(signal, "replaces"));
        if (type.equals("leave") && session != null) return new Effect.Left(session);
        if (type.equals("event") && event != null && "ended".equals(text(signal, "state"))) return new Effect.Ended(event);
        return new Effect.None(session);
    }

    /// What is no text is the server's to reject.
    private static @Nullable String text(JsonObject signal, String field) {
        return signal.getValue(field) instanceof String text ? text : null;
    }
}
