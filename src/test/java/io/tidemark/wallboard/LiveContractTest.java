package io.tidemark.wallboard;

import static io.tidemark.wallboard.ScriptedFigures.START;
import static io.tidemark.wallboard.ScriptedFigures.participants;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidemark.presence.Scene;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What viewers are sent is what `asyncapi.yaml` says.
class LiveContractTest {

    private static final JsonObject DOCUMENT = document();

    @Test
    void everyFrameIsAsPublished() throws Exception {
        try (var server = LiveServer.start(false)) {
            var scene = new Scene("acme", List.of(new Scene.LiveEvent("e", "acme", "live", "A title", null, START, 4, 0, 4)), Map.of(),
                    List.of(new Scene.Source("sfu", START, true, false)));
            server.figures.keep("acme", START, participants("acme", 4, 9, START - 5000), scene);
            try (var viewer = LiveClient.open(server, "", "good")) {
                assertThat(objections("liveSnapshot", viewer.awaitFrame("snapshot"))).isEmpty();
                server.figures.tell("acme", START + 1000, participants("acme", 5, 9, START),
                        new Scene("acme", List.of(), Map.of(), List.of()));
                assertThat(objections("liveChange", viewer.awaitFrame("change"))).isEmpty();
                assertThat(objections("liveTick", viewer.awaitFrame("tick"))).isEmpty();
            }
        }
    }

    @Test
    void everyCloseCodeIsPublished() {
        var published = DOCUMENT.getJsonObject("channels").getJsonObject("live").getJsonArray("x-close-codes").stream()
                .map(JsonObject.class::cast).toList();
        assertThat(published).extracting(code -> code.getInteger("code").shortValue()).containsExactlyInAnyOrderElementsOf(
                List.of(CloseCode.values()).stream().map(CloseCode::number).toList());
        assertThat(published).extracting(code -> code.getString("reason")).containsExactlyInAnyOrderElementsOf(
                List.of(CloseCode.values()).stream().map(CloseCode::reason).toList());
    }

    private static List<String> objections(String message, JsonObject frame) {
        var reference = "#/components/messages/" + message + "/payload";
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new JsonObject().put("components", DOCUMENT.getValue("components")).put("$ref", reference).encode(),
                        InputFormat.JSON)
                .validate(frame.encode(), InputFormat.JSON).stream().map(String::valueOf).toList();
    }

    private static JsonObject document() {
        try (var yaml = LiveContractTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new JsonObject(new ObjectMapper(new YAMLFactory()).readTree(yaml).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
