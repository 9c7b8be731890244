package io.tidemark.demo;

import io.tidemark.producer.Counters;
import io.tidemark.producer.Producer;
import io.tidemark.producer.ProducerListener;
import io.tidemark.producer.ProducerOptions;
import io.tidemark.producer.Rejection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a [Story] to a server: a made-up platform with two master accounts, `acme` (`acme/emea`, `acme/apac`) and `globex`
/// (`globex/west`, `globex/east`), the latter at about 480 of its 500 connections. The key must be worth both (`*`).
///
/// The story goes on in real time. When the server is slow or away it stands still and goes on where it was, later: what
/// happens is made up, but what is told is told exactly once. Each start is a new incarnation with ids of its own.
public final class DemoPlatform {
    private static final Logger LOG = LoggerFactory.getLogger(DemoPlatform.class);
    private static final long STEP_MILLIS = 100;
    private static final int MOST_WAITING = 2_000;
    private static final long MOST_BEHIND_MILLIS = 2_000;
    private static final List<String> INSTANTS = List.of("at", "plannedStart", "plannedEnd");

    private final Vertx vertx;
    private final Context context;
    private final Producer producer;
    private final Story story;
    private long began;
    private long timer;
    private Future<Void> room = Future.succeededFuture();

    private DemoPlatform(Vertx vertx, Producer producer, Story story, long began) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.producer = producer;
        this.story = story;
        this.began = began;
    }

    /// Begins to tell, as soon as the server is there. The same seed tells the same story.
    public static DemoPlatform start(Vertx vertx, URI server, String key, long seed) {
        var options = ProducerOptions.of(server, key, "demo").withAccounts(Cast.masters()).withBounds(MOST_WAITING, Duration.ofSeconds(60),
                100_000);
        var producer = Producer.start(vertx, options, new Log());
        long now = System.currentTimeMillis();
        var platform = new DemoPlatform(vertx, producer, new Story(seed, Long.toString(now / 1_000, 36)), now);
        platform.context.runOnContext(_ -> platform.timer = vertx.setPeriodic(STEP_MILLIS, _ -> platform.step()));
        return platform;
    }

    /// Counters of the stream, for who wants to compare them with what the server says.
    public Counters counters() {
        return producer.counters();
    }

    private void step() {
        if (!room.isComplete() || room.failed()) {
            return;
        }
        long due = System.currentTimeMillis() - began;
        if (due - story.now() > MOST_BEHIND_MILLIS) {
            began += due - story.now() - STEP_MILLIS;
            due = story.now() + STEP_MILLIS;
        }
        tell(story.until(due));
    }

    private void tell(List<JsonObject> signals) {
        for (var signal : signals) {
            for (var field : INSTANTS) if (signal.containsKey(field)) signal.put(field, began + signal.getLong(field));
            room = producer.send(signal);
        }
    }

    /// Ends what goes on, waits a few seconds for the server to have it, and leaves.
    public Future<Void> close() {
        var done = Promise.<Void>promise();
        context.runOnContext(_ -> {
            vertx.cancelTimer(timer);
            tell(story.finish());
            producer.close(Duration.ofSeconds(3)).onComplete(done);
        });
        return done.future();
    }

    private static final class Log implements ProducerListener {
        @Override
        public void connected(String server, String account) {
            LOG.info("demo: telling {} to {}", account, server);
        }

        @Override
        public void disconnected(String server, String reason) {
            LOG.info("demo: {} is away ({}), coming back", server, reason);
        }

        @Override
        public void rejected(Rejection rejection) {
            LOG.warn("demo: rejected {} {}", rejection.code(), rejection.message());
        }

        @Override
        public void ended(int code, String reason) {
            LOG.error("demo: cannot go on, {} {}", code, reason);
        }
    }
}
