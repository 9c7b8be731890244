package io.tidemark.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisFuture;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.shard.Batch;
import io.tidemark.shard.BatchAnswer;
import io.tidemark.shard.Packed;
import io.tidemark.shard.Parcel;
import io.tidemark.shard.Unanswered;
import io.tidemark.testing.FaultProxy;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a Redis client may do behind one's back, and does not do here.
class LettuceTrapsIT {

    private static final byte[] COUNTER = "counter".getBytes(StandardCharsets.UTF_8);
    private final Vertx vertx = Vertx.vertx();
    private RedisProcess server;
    private FaultProxy proxy;
    private Redis redis;

    @BeforeEach
    void open() throws Exception {
        server = RedisProcess.start();
        proxy = FaultProxy.before(server.port());
        redis = await(Redis.open(vertx, RedisAddress.parse("redis://127.0.0.1:" + proxy.port()), 2, "UTC"));
    }

    @AfterEach
    void close() {
        redis.close();
        proxy.close();
        server.close();
        vertx.close();
    }

    @Test
    void commandsInFlightAtAResetAreNotSentAgain() {
        proxy.swallowReplies(true);
        var sent = new ArrayList<RedisFuture<Long>>();
        for (int i = 0; i < 1_000; i++)
            sent.add(redis.connections().shared().commands().incr(COUNTER));
        Awaitility.await().until(() -> server.send("GET counter").equals("1000"));
        proxy.swallowReplies(false);
        proxy.reset();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> sent.stream().allMatch(RedisFuture::isDone));
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> await(redis.store().take(0, "x", false)));
        assertThat(server.send("GET counter")).isEqualTo("1000");
    }

    @Test
    void commandsWithoutAConnectionFailAtOnceAndAreNotKept() throws Exception {
        proxy.refuseNew(true);
        proxy.reset();
        Awaitility.await().until(() -> !redis.connections().shared().connection().isOpen());
        var refused = redis.connections().shared().commands().incr(COUNTER);
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(refused::isDone);
        assertThat(Outcome.of(failure(refused))).isInstanceOf(Unanswered.class);
        proxy.refuseNew(false);

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> redis.connections().shared().connection().isOpen());
        assertThat(await(redis.store().take(0, "x", false))).isTrue();
        assertThat(server.send("EXISTS counter")).isEqualTo("0");
    }

    @Test
    void aBatchWithoutAnAnswerHappenedAndIsAnsweredTheSecondTime() throws Exception {
        var parcel = new Parcel.Loose(new Item.Plain(new Origin(1, 1), 1, new Scope("acme", "acme"), true, List.of()));
        var batch = new Batch(7, 1, EntryId.ZERO, List.of(Packed.of(parcel)));
        proxy.swallowReplies(true);
        assertThat(failure(redis.store().append(0, batch).toCompletionStage().toCompletableFuture())).isInstanceOf(Unanswered.class);
        assertThat(server.send("XLEN tm:{0}:log")).isEqualTo("1");
        proxy.swallowReplies(false);
        proxy.reset();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> redis.connections().shared().connection().isOpen());
        var again = (BatchAnswer.Judged) await(redis.store().append(0, batch));
        assertThat(again.id()).isNotNull().isNotEqualTo(EntryId.ZERO);
        assertThat(server.send("XLEN tm:{0}:log")).isEqualTo("1");
    }

    @Test
    void aServerThatAnswersNothingIsLeft() {
        proxy.swallowReplies(true);
        proxy.refuseNew(true);
        var _ = redis.connections().shared().commands().incr(COUNTER);

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !redis.connections().shared().connection().isOpen());
    }

    @Test
    void answersComeHomeOnTheCallersContext() throws Exception {
        var context = vertx.getOrCreateContext();
        var home = new CompletableFuture<Boolean>();
        context.runOnContext(_ -> redis.store().take(1, "x", false)
                .onComplete(_ -> home.complete(Vertx.currentContext() == context)));

        assertThat(home.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBlockedContextHoldsUpNobodyElse() throws Exception {
        var free = new CompletableFuture<Void>();
        var done = new CompletableFuture<Long>();
        vertx.getOrCreateContext().runOnContext(_ -> redis.store().take(0, "x", false).onComplete(_ -> free.join()));
        vertx.getOrCreateContext();
        Vertx other = Vertx.vertx();
        other.getOrCreateContext().runOnContext(_ -> redis.store().take(1, "y", false).onComplete(_ -> done.complete(1L)));

        assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        free.complete(null);
        other.close();
    }

    @Test
    void theQueueOfCommandsIsBounded() {
        proxy.swallowReplies(true);
        var sent = new ArrayList<RedisFuture<Long>>();
        for (int i = 0; i < 12_000; i++)
            sent.add(redis.connections().shared().commands().incr(COUNTER));

        assertThat(sent.stream().filter(command -> !command.isDone()).count()).isLessThan(10_000);
    }

    private static Throwable failure(CompletionStage<?> stage) {
        return stage.handle((_, failure) -> failure).toCompletableFuture().join();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
