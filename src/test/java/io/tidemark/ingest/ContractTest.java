package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidemark.ingest.decode.Batch;
import io.tidemark.ingest.decode.Message;
import io.tidemark.ingest.decode.MessageDecoder;
import io.tidemark.ingest.decode.Reading;
import io.tidemark.ingest.decode.Rejection;
import io.tidemark.ingest.decode.RejectionCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is published is what is read and said.
class ContractTest {

    private static final long NOON = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();

    private final JsonNode sockets = yaml("asyncapi.yaml");
    private final JsonNode requests = yaml("openapi.yaml");
    private final MessageDecoder decoder = new MessageDecoder();

    @TestFactory
    Stream<DynamicTest> everyExampleOfAProducersMessageIsTaken() {
        return messages("sendSignals").entrySet().stream().flatMap(entry -> examples(entry.getValue())
                .map(example -> dynamicTest(entry.getKey(), () -> assertThat(rejections(example)).as(example.toString()).isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfARequestIsTaken() {
        var content = requests.at("/paths/~1v1~1signals/post/requestBody/content");
        var json = content.at("/application~1json/examples").valueStream().map(example -> example.get("value").toString());
        var lines = Stream.of(content.at("/application~1x-ndjson/example").asText().split("\n"));
        return Stream.concat(json, lines).map(example -> dynamicTest(example, () -> assertThat(rejections(example)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyRequiredFieldIsRequired() {
        return messages("sendSignals").entrySet().stream().filter(entry -> entry.getValue().at("/payload/required").isArray())
                .flatMap(entry -> entry.getValue().at("/payload/required").valueStream()
                        .map(field -> dynamicTest(entry.getKey() + " without " + field.asText(), () -> {
                            var example = entry.getValue().at("/examples/0/payload").deepCopy();
                            ((ObjectNode) example).remove(field.asText());
                            assertThat(rejections(example.toString())).isNotEmpty();
                        })));
    }

    @Test
    void whatTheServerSaysIsWhatTheExamplesSay() {
        assertThat(answer("welcome")).isEqualTo(tree(Answers.welcome(new TreeMap<>(Map.of("acme", 16L)), 30, "node-1")));
        assertThat(answer("ack")).isEqualTo(tree(Answers.ack("acme", 17, 12)));
        assertThat(answer("resume")).isEqualTo(tree(Answers.resume("acme", 13)));
        assertThat(answer("lapsed")).isEqualTo(tree(Answers.lapsed("acme")));
        assertThat(answer("rejected")).isEqualTo(tree(Answers.rejected("acme", 17, new Rejection(3, RejectionCode.UNKNOWN_KIND,
                "kind must be one of meeting, webinar, call, live, vod; was \"party\""))));
    }

    @Test
    void everyRejectionCodeIsListedWithItsMeaning() {
        var schema = sockets.at("/components/schemas/RejectionCode");
        assertThat(schema.get("enum").valueStream().map(JsonNode::asText))
                .containsExactly(Stream.of(RejectionCode.values()).map(RejectionCode::code).toArray(String[]::new));
        for (RejectionCode code : RejectionCode.values())
            assertThat(schema.at("/x-meanings/" + code.code()).asText()).isEqualTo(code.meaning());
    }

    @Test
    void everyCloseCodeIsListed() {
        assertThat(sockets.at("/channels/ingest/x-close-codes").valueStream().map(JsonNode::toString))
                .containsExactly(Stream.of(CloseReason.values()).map(reason -> "{\"code\":%d,\"comeBack\":%b,\"reason\":\"%s\"}"
                        .formatted(reason.code(), reason.comeBack(), reason.words())).toArray(String[]::new));
    }

    @Test
    void theGuideKnowsEveryCloseCode() throws IOException {
        var guide = Files.readString(Path.of("src/main/resources/docs/sending.md"));
        for (CloseReason reason : CloseReason.values())
            assertThat(guide).containsPattern("(?m)^\\| " + reason.code() + " \\|.*\\| " + (reason.comeBack() ? "yes" : "no") + "\\b");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode document : List.of(sockets, requests))
            assertThat(document.findValuesAsText("$ref")).isNotEmpty()
                    .allSatisfy(reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
    }

    private List<Rejection> rejections(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return switch (decoder.decode(utf8, utf8.length, Reading.at(NOON))) {
            case Message.Hello _ -> List.of();
            case Message.Frame(_, _, Batch batch) -> batch.rejections();
            case Message.Snapshot(_, _, _, _, Batch batch) -> batch.rejections();
            case Message.Plain(Batch batch) -> batch.rejections();
            case Message.Refused(_, _, var rejection) -> List.of(rejection);
            case Message.Malformed(var rejection) -> List.of(rejection);
        };
    }

    private Map<String, JsonNode> messages(String operation) {
        var messages = new TreeMap<String, JsonNode>();
        sockets.at("/operations/" + operation + "/messages").valueStream().map(reference -> reference.get("$ref").asText())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .forEach(name -> messages.put(name, sockets.at("/components/messages/" + name)));
        assertThat(messages).isNotEmpty();
        return messages;
    }

    private static Stream<String> examples(JsonNode message) {
        assertThat(message.get("examples")).as(message.toString()).isNotEmpty();
        return message.get("examples").valueStream().map(example -> example.get("payload").toString());
    }

    private JsonNode answer(String name) {
        return sockets.at("/components/messages/" + name + "/examples/0/payload");
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static JsonNode yaml(String name) {
        try {
            return new YAMLMapper().readTree(Files.readString(Path.of("src/main/resources", name)));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
