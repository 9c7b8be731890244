package io.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.tidemark.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class SecretsIT {

    @RegisterExtension
    static final Servers servers = new Servers();

    @Test
    void keysAndTokensAreInNoLogAndInNoAnswerButTheirFirst() {
        var logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var level = logger.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        var answers = new ArrayList<String>();
        var secrets = new ArrayList<>(List.of(World.BOOTSTRAP));
        try (var world = new World(servers.databaseUrl())) {
            use(world, secrets, answers);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(level);
        }
        var written = lines.list.stream().map(SecretsIT::text).toList();
        assertThat(secrets).hasSize(6);
        assertThat(written).anyMatch(line -> line.contains("made key")).anyMatch(line -> line.contains("revoked board"))
                .anyMatch(line -> line.contains("refused (other_account)"));
        for (var secret : secrets) {
            assertThat(written).noneMatch(line -> line.contains(secret));
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
        }
    }

    private static void use(World world, List<String> secrets, List<String> answers) {
        var admin = world.key("acme", "admin", "read");
        var reader = world.key("acme", "read");
        secrets.add(admin.getString("key"));
        secrets.add(reader.getString("key"));
        var board = world.post(admin.getString("key"), "/v1/boards", new JsonObject().put("name", "b")).json();
        secrets.add(board.getString("url").replaceFirst(".*/b/", ""));
        secrets.add(Secret.random(Secret.KEY).reveal());
        secrets.add("Basic-c2VjcmV0LXBhc3N3b3JkLW9mLXNvbWVib2R5");
        for (var key : List.copyOf(secrets)) {
            answers.add(world.get(key, "/v1/accounts", "?account=acme").body());
            answers.add(world.get(key, "/v1/accounts", "?account=globex").body());
            answers.add(world.get(key, "/v1/keys", "?account=acme").body());
            answers.add(world.get(key, "/v1/boards", "?account=acme").body());
            answers.add(world.putAccount(key, "acme", new JsonObject().put("zone", 1)).body());
            answers.add(world.post(key, "/v1/keys", new JsonObject().put("scopes", new JsonArray().add("none"))).body());
        }
        answers.add(world.delete(admin.getString("key"), "/v1/boards/{id}", board.getString("id")).body());
        answers.add(world.delete(World.BOOTSTRAP, "/v1/keys/{id}", reader.getString("id")).body());
        answers.add(world.get(reader.getString("key"), "/v1/keys", "").body());
    }

    private static String text(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
    }
}
