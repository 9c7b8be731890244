package io.tidemark.presence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.presence.oracle.World.Stretch;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads closed stretches out of what history is told; a later fact of the same origin takes the earlier one's place.
final class Stretches {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Stretches() {}

    static List<Stretch> in(List<byte[]> facts) {
        var byOrigin = new LinkedHashMap<String, JsonNode>();
        for (byte[] fact : facts) {
            JsonNode node = parse(fact);
            if (node.path("kind").asText().equals("stretch")) byOrigin.put(node.path("origin").asText(), node);
        }
        return byOrigin.values().stream().filter(node -> node.hasNonNull("end")).map(Stretches::of).toList();
    }

    static JsonNode parse(byte[] fact) {
        try {
            return JSON.readTree(fact);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stretch of(JsonNode node) {
        String account = node.path("account").asText();
        return new Stretch(World.master(account), node.path("session").asText(), account, node.path("event").asText(),
                word(Kind.class, node, "eventKind"), word(Role.class, node, "role"), word(SessionClass.class, node, "class"),
                node.path("start").asLong(), node.path("end").asLong(), node.path("began").asLong(), node.path("number").asInt());
    }

    private static <E extends Enum<E> & Word> E word(Class<E> type, JsonNode node, String field) {
        return Word.parse(type, node.path(field).asText("person")).orElseThrow();
    }
}
