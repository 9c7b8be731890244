package io.tidemark.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.presence.Changes;
import io.tidemark.presence.Fields;
import io.tidemark.presence.TableChange;
import io.tidemark.presence.TableChange.Field;
import io.tidemark.shard.Batch;
import io.tidemark.shard.BatchAnswer.Judged;
import io.tidemark.shard.Commit;
import io.tidemark.shard.CommitAnswer;
import io.tidemark.shard.FeedMessage;
import io.tidemark.shard.Packed;
import io.tidemark.shard.Parcel;
import io.tidemark.shard.Stored;
import io.tidemark.shard.Unanswered;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisStoreIT {

    private final Vertx vertx = Vertx.vertx();
    private RedisProcess server;
    private Redis redis;
    private RedisStore store;
    private long number;
    private EntryId last = EntryId.ZERO;

    @BeforeEach
    void open() throws Exception {
        server = RedisProcess.start();
        redis = await(Redis.open(vertx, RedisAddress.parse(server.url()), 4, "UTC"));
        store = redis.redisStore();
    }

    @AfterEach
    void close() {
        redis.close();
        server.close();
        vertx.close();
    }

    @Test
    void aServerThatForgotTheScriptsIsToldAgain() throws Exception {
        server.send("SCRIPT FLUSH");

        assertThat(append()).isNotNull();
    }

    @Test
    void oneOwnerAtATimeUntilItLetsGo() throws Exception {
        assertThat(await(store.take(1, "a", false))).isTrue();
        assertThat(await(store.take(1, "b", false))).isFalse();
        assertThat(await(store.take(1, "a", false))).isTrue();
        assertThat(await(store.renew(1, "b")).held()).isFalse();
        var held = await(store.renew(1, "a"));
        assertThat(held.held()).isTrue();
        assertThat(held.position()).isEqualTo(EntryId.ZERO);

        await(store.release(1, "b"));
        assertThat(await(store.take(1, "b", false))).isFalse();
        await(store.release(1, "a"));
        assertThat(await(store.take(1, "b", false))).isTrue();
        assertThat(await(store.take(1, "c", true))).isTrue();
    }

    @Test
    void aCommitNeedsItsOwnerItsPlaceAndItsEntry() throws Exception {
        var first = append();
        var second = append();
        assertThat(commit("a", EntryId.ZERO, first)).isEqualTo(CommitAnswer.NOT_OWNER);
        await(store.take(0, "a", false));
        assertThat(commit("a", first, second)).isEqualTo(CommitAnswer.NOT_NEXT);
        assertThat(commit("a", EntryId.ZERO, new EntryId(first.millis(), 99))).isEqualTo(CommitAnswer.NOT_LOGGED);
        var another = new Changes(first, List.of(), List.of(), List.of(), List.of(), List.of(), 0);
        assertThat(await(store.commit(0, new Commit("a", EntryId.ZERO, "", first, "another chain", another))))
                .isEqualTo(CommitAnswer.NOT_LOGGED);
        assertThat(commit("a", EntryId.ZERO, first)).isEqualTo(CommitAnswer.DONE);
        assertThat(commit("a", EntryId.ZERO, first)).isEqualTo(CommitAnswer.DONE);
        assertThat(commit("a", EntryId.ZERO, second)).isEqualTo(CommitAnswer.NOT_NEXT);
        assertThat(commit("a", first, second)).isEqualTo(CommitAnswer.DONE);
        await(store.take(0, "b", true));
        assertThat(commit("b", EntryId.ZERO, second)).isEqualTo(CommitAnswer.NOT_NEXT);
        assertThat(await(store.load(0)).reached().position()).isEqualTo(second);
        assertThat(server.send("XLEN tm:{0}:facts")).isEqualTo("2");
    }

    @Test
    void whatWasCommittedIsLoadedHoweverMuchItIs() throws Exception {
        var entry = append();
        await(store.take(0, "a", false));
        var fields = IntStream.range(0, 25_000).mapToObj(i -> new Field(bytes("s" + i), bytes("v" + i))).toList();
        var all = new Changes(entry, List.of(new TableChange("sessions", fields, List.of())), List.of(), List.of(), List.of(), List.of(),
                0);
        assertThat(await(store.commit(0, new Commit("a", EntryId.ZERO, "", entry, chain(entry), all)))).isEqualTo(CommitAnswer.DONE);
        var second = append();
        var removed = fields.stream().skip(10).map(Field::name).toList();
        var few = new Changes(second, List.of(new TableChange("sessions", List.of(), removed)), List.of(), List.of(), List.of(), List.of(),
                0);

        assertThat(await(store.load(0)).tables().get("sessions")).extracting(Fields::size).isEqualTo(25_000);
        assertThat(await(store.commit(0, new Commit("a", entry, chain(entry), second, chain(second), few)))).isEqualTo(CommitAnswer.DONE);
        assertThat(await(store.load(0)).tables().get("sessions")).extracting(Fields::size).isEqualTo(10);
    }

    @Test
    void aCommitIsToldToWhoeverListens() throws Exception {
        var heard = new CopyOnWriteArrayList<FeedMessage>();
        redis.feed().subscribe(0, heard::add);
        var entry = append();
        await(store.take(0, "a", false));
        commit("a", EntryId.ZERO, entry);

        Awaitility.await().until(() -> !heard.isEmpty());
        assertThat(heard.getFirst().position()).isEqualTo(entry);
        assertThat(heard.getFirst().follows(EntryId.ZERO)).isTrue();
    }

    @Test
    void aReaderWaitsForTheNextEntry() throws Exception {
        var reader = await(store.follow(0));
        assertThat(await(reader.next(EntryId.ZERO, 10))).isEmpty();
        var next = reader.next(EntryId.ZERO, 10);
        var entry = append();

        assertThat(await(next)).extracting(Stored::id).containsExactly(entry);
        reader.close();
    }

    @Test
    void fullMemoryStopsAppendsAndNotCommits() throws Exception {
        var entry = append();
        await(store.take(0, "a", false));
        server.send("CONFIG SET maxmemory 1");
        assertThatThrownBy(this::append).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(Unanswered.class)
                .hasMessageContaining("OOM");
        assertThat(commit("a", EntryId.ZERO, entry)).isEqualTo(CommitAnswer.DONE);
        assertThat(await(store.renew(0, "a")).held()).isTrue();
        assertThat(server.send("XLEN tm:{0}:log")).as("no time passes for those who cannot say that they live").isEqualTo("1");
        server.send("CONFIG SET maxmemory 0");
        assertThat(await(store.renew(0, "a")).held()).isTrue();
        assertThat(server.send("XLEN tm:{0}:log")).isEqualTo("2");
    }

    @Test
    void whatIsOlderThanItsTimeIsForgotten() throws Exception {
        append();
        assertThat(server.send("HLEN tm:{0}:writers")).isEqualTo("1");
        await(store.prune(0));
        assertThat(server.send("HLEN tm:{0}:writers")).isEqualTo("1");
    }

    @Test
    void theInstallationKeepsItsShards() {
        assertThatThrownBy(() -> await(Redis.open(vertx, RedisAddress.parse(server.url()), 8, null)))
                .hasMessageContaining("TIDEMARK_SHARDS");
        assertThatThrownBy(() -> await(Redis.open(vertx, RedisAddress.parse(server.url()), 4, "Europe/Paris")))
                .hasMessageContaining("TIDEMARK_ZONE");
    }

    @Test
    void aServerThatEvictsIsRefused() {
        server.send("CONFIG SET maxmemory-policy allkeys-lru");
        assertThatThrownBy(() -> await(Redis.open(vertx, RedisAddress.parse(server.url()), null, null))).hasMessageContaining("noeviction");
    }

    @Test
    void aReadOnlyReplicaIsRefused() {
        try (var replica = RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(server.port()))) {
            assertThatThrownBy(() -> await(Redis.open(vertx, RedisAddress.parse(replica.url()), null, null)))
                    .hasMessageContaining("replica");
        }
    }

    @Test
    void whatAnInstallationLacksIsSaid() {
        assertThat(redis.safety().check().warnings()).hasSize(2).anyMatch(warning -> warning.contains("append-only"));
    }

    private EntryId append() throws Exception {
        var parcel = new Parcel.Loose(new Item.Plain(new Origin(1, 1), ++number, new Scope("acme", "acme"), true, List.of()));
        last = ((Judged) await(store.append(0, new Batch(5, number, last, List.of(Packed.of(parcel)))))).id();
        return last;
    }

    private CommitAnswer commit(String token, EntryId previous, EntryId position) throws Exception {
        var changes = new Changes(position, List.of(), List.of(bytes("{}")), List.of(), List.of(), List.of(), 0);
        return await(store.commit(0, new Commit(token, previous, chain(previous), position, chain(position), changes)));
    }

    private String chain(EntryId id) throws Exception {
        return await(store.range(0, EntryId.ZERO, id.next(), 10_000)).stream().filter(entry -> entry.id().equals(id)).map(Stored::after)
                .findFirst()
                .orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
