package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlainSocketIT {

    private static final String LEAVE = "{\"type\":\"leave\",\"session\":\"s-%s\",\"account\":\"%s\"}";

    private final IngestServer server = new IngestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageKeepsItsNumberItsOriginAndThePlacesOfItsSignals() {
        try (var talker = Talker.open(server, "emea-key")) {
            talker.say("{\"type\":\"leave\",\"session\":\"a\"}").say("[7,{\"type\":\"leave\",\"session\":\"b\"}]");
            talker.hearRejected("not_a_signal");
            await().until(() -> server.log.items(Item.Plain.class).size() == 2);
            var second = server.log.items(Item.Plain.class).getLast();
            assertThat(second.number()).isEqualTo(2);
            assertThat(second.origin()).isEqualTo(new Origin(IngestServer.BOOT, 1));
            assertThat(second.scope()).isEqualTo(new Scope("acme/emea", "acme/emea"));
            assertThat(second.signals()).extracting(Numbered::index).containsExactly(1);
        }
    }

    @Test
    void signalsOfSeveralMastersGoToTheirOwnLogs() {
        try (var talker = Talker.open(server, "all-key")) {
            talker.say("[" + LEAVE.formatted(1, "acme") + "," + LEAVE.formatted(2, "beta/x") + "," + LEAVE.formatted(3, "acme/y") + "]");
            await().until(() -> server.log.items(Item.Plain.class).stream().mapToInt(item -> item.signals().size()).sum() == 3);
            assertThat(server.log.items(Item.Plain.class)).hasSize(2).allMatch(item -> item.number() == 1)
                    .allMatch(item -> item.scope().equals(new Scope("*", null)));
        }
    }

    @Test
    void aliveIsPassedOnToTheLogsThatKnowTheSocketOnceASecond() {
        try (var talker = Talker.open(server, "acme-key")) {
            talker.say("{\"type\":\"alive\"}").say("{\"type\":\"leave\",\"session\":\"a\"}");
            for (int i = 0; i < 20; i++)
                talker.say("{\"type\":\"alive\"}");
            await().until(() -> server.log.items(Item.Plain.class).stream().anyMatch(Item.Plain::alive));
            assertThat(server.log.items(Item.Plain.class)).hasSizeLessThanOrEqualTo(3);
            assertThat(talker.isSilent()).isTrue();
        }
    }

    @Test
    void anotherClientIsServedToo() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var draft = new Draft_6455(List.of(), List.of(new Protocol(Ingest.PROTOCOL)));
        var client = new WebSocketClient(URI.create("ws://127.0.0.1:" + server.port() + Ingest.PATH), draft,
                Map.of("Authorization", "Bearer acme-key"), 5_000) {
            @Override
            public void onOpen(ServerHandshake handshake) {
                send("{\"type\":\"hello\",\"producer\":\"other\",\"incarnation\":\"i\"}");
            }

            @Override
            public void onMessage(String message) {
                heard.add(message);
            }

            @Override
            public void onClose(int code, String reason, boolean remote) {
                heard.add(code + " " + reason);
            }

            @Override
            public void onError(Exception failed) {
                heard.add(failed.toString());
            }
        };
        assertThat(client.connectBlocking(10, TimeUnit.SECONDS)).isTrue();
        assertThat(new JsonObject(hear(heard)).getString("type")).isEqualTo("welcome");
        client.send("{\"seq\":1,\"signals\":[{\"type\":\"leave\",\"session\":\"a\"}]}");
        assertThat(new JsonObject(hear(heard)).getLong("seq")).isEqualTo(1);
        client.send(new byte[]{1, 2, 3});
        assertThat(hear(heard)).isEqualTo("1003 messages are text; this one was binary");
    }

    private static String hear(LinkedBlockingQueue<String> heard) throws InterruptedException {
        String next = heard.poll(15, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
