package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Packer;
import io.tidemark.log.Scope;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.presence.Standing;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Signal;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardOwnerTest {

    private static final Scope SCOPE = new Scope("acme", "acme");
    private static final String ZONE = "UTC";

    private final SimWorld world = new SimWorld(1, 1_763_700_000_000L);
    private final ModelRedis redis = new ModelRedis(world, 1, ZONE, Set.of());
    private final VirtualLoop loop = new VirtualLoop(world);
    private final ModelStore store = new ModelStore(world, redis, loop);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ShardMeters meters = new ShardMeters(registry);
    private final Lane lane = new Lane(0, store, loop, CommonClock.ofSystem(), meters);

    @Test
    void whatIsInTheLogIsApplied() {
        var owner = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        join("s1");
        join("s2");
        pass(500);

        assertThat(owner.isOwning()).isTrue();
        assertThat(live()).isEqualTo(2);
        assertThat(owner.uncommitted()).isZero();
    }

    @Test
    void signsOfLifeAloneAreCommittedNowAndThenAndAJoinAmongThemAtOnce() {
        owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        join("s1");
        pass(500);
        double before = registry.counter("tidemark.shard.commits").count();
        beat("s1", 100);
        assertThat(registry.counter("tidemark.shard.commits").count() - before).isBetween(4.0, 20.0);

        join("s2");
        beat("s1", 2);
        assertThat(live()).isEqualTo(2);
    }

    @Test
    void anEntryThatCannotBeAppliedIsPassedOverAndCostsNoNeighbour() {
        var owner = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        join("s1");
        pass(100);
        redis.shards.getFirst().add(world.now(), "garbage", new byte[]{2, 1, 99});
        pass(10);
        join("s2");
        pass(3_000);

        assertThat(live()).isEqualTo(2);
        assertThat(owner.isOwning()).isTrue();
        assertThat(store.poisoned).hasSize(1);
        assertThat(registry.counter("tidemark.shard.poison").count()).isEqualTo(1);
    }

    @Test
    void anEntryOfANewerVersionIsLeftToANewerNode() {
        var owner = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        join("s1");
        pass(100);
        var newer = redis.shards.getFirst().add(world.now(), "newer",
                new Packer().bytes(new Packer().unsigned(EntryCodec.VERSION + 1).take()).take());
        pass(8_000);

        assertThat(owner.isOwning()).isFalse();
        assertThat(owner.declined()).isEqualTo(EntryCodec.VERSION + 1);
        assertThat(redis.shards.getFirst().position).isLessThan(newer);
        assertThat(redis.take(0, "newer node", false)).isTrue();
    }

    @Test
    void aShardThatBelongsToAnotherIsGivenBackAtOnce() {
        var owner = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        join("s1");
        pass(300);
        owner.want(false);
        pass(100);

        assertThat(owner.isOwning()).isFalse();
        assertThat(redis.take(0, "other", false)).isTrue();
    }

    @Test
    void whoLosesTheShardDropsItAndCommitsNothingMore() {
        var owner = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        join("s1");
        pass(300);
        redis.take(0, "thief", true);
        var position = redis.shards.getFirst().position;
        join("s2");
        pass(1_500);

        assertThat(owner.isOwning()).isFalse();
        assertThat(redis.shards.getFirst().position).isEqualTo(position);
    }

    @Test
    void whatASilentOwnerHasIsLoadedBeforeItsLeaseEnds() {
        redis.take(0, "silent", true);
        var owner = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        pass(2_000);
        assertThat(redis.loads).isZero();
        pass(1_000);
        assertThat(redis.loads).isEqualTo(1);
        join("s1");
        pass(2_500);

        assertThat(owner.isOwning()).isTrue();
        assertThat(redis.loads).isEqualTo(1);
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void whatASilentOwnerCommitsAfterItWasLoadedIsLoadedAnew() {
        var first = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        join("s1");
        pass(1_000);
        assertThat(first.isOwning()).isTrue();
        var otherLoop = new VirtualLoop(world);
        var second = new ShardOwner(0, context(SettingsSource.NONE, KnownPeaksSource.NONE), new ModelStore(world, redis, otherLoop), lane,
                otherLoop);
        second.want(true);
        redis.deafToRenewals = true;
        pass(3_500);
        assertThat(redis.loads).isEqualTo(2);
        join("s2");
        pass(100);
        loop.die();
        pass(3_000);

        assertThat(second.isOwning()).isTrue();
        assertThat(redis.loads).isEqualTo(3);
        assertThat(registry.find("tidemark.shard.lost").counters()).isEmpty();
        assertThat(live()).isEqualTo(2);
    }

    @Test
    void whoCannotRenewLetsGoByItself() {
        var owner = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        pass(300);
        store.cutOff = true;
        pass(7_000);

        assertThat(owner.isOwning()).isFalse();
    }

    @Test
    void marksThatRedisLostAreToldAgain() {
        owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        IntStream.range(0, 5).forEach(i -> join("s" + i));
        pass(2_000);
        redis.empty();
        pass(10_000);
        join("late");
        pass(2_000);

        assertThat(live()).isEqualTo(1);
        assertThat(standing().peak(Section.TOTAL, Metric.CONNECTIONS)).isEqualTo(5);
    }

    @Test
    void peaksThatHistoryKnowsAreTakenOver() {
        owner(SettingsSource.NONE, shard -> Future.succeededFuture(List.of(
                new Item.KnownPeaks("acme", world.now() / 86_400_000, new int[]{0}, new int[]{77}, new long[]{world.now() - 60_000}))));
        join("s1");
        pass(500);

        assertThat(standing().peak(Section.TOTAL, Metric.CONNECTIONS)).isEqualTo(77);
    }

    @Test
    void settingsThatAreNewerGoIntoTheLog() {
        owner((shard, revision) -> Future.succeededFuture(
                revision < 3 ? List.of(new Item.Settings("acme", 3, "Asia/Tokyo", null)) : List.<Item.Settings>of()),
                KnownPeaksSource.NONE);
        pass(25_000);
        join("s1");
        pass(500);

        assertThat(standing().zone()).isEqualTo("Asia/Tokyo");
        assertThat(redis.shards.getFirst().log.values().stream().filter(entry -> entry.bytes().length > 20).count()).isEqualTo(2);
    }

    @Test
    void idsOfAnyFormAreKeptAndLoaded() {
        var owner = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        var emoji = "\ud83d\ude00";
        for (String id : List.of(emoji + "x".repeat(30), emoji.repeat(16), "\u00e9".repeat(32), "0123456789abcdef0123456789abcde\u0430"))
            say(new Signal.Join(null, world.now(), id, id, Kind.MEETING, Role.SPEAKER, null, Facts.NONE, About.NONE, 0, id + "-before"));
        pass(500);
        assertThat(live()).isEqualTo(4);
        assertThat(owner.uncommitted()).isZero();
        assertThat(store.poisoned).isEmpty();

        owner.stop();
        pass(500);
        var next = owner(SettingsSource.NONE, KnownPeaksSource.NONE);
        say(new Signal.Leave(null, world.now(), emoji.repeat(16), null));
        pass(500);
        assertThat(next.isOwning()).isTrue();
        assertThat(live()).isEqualTo(3);
    }

    private ShardOwner owner(SettingsSource settings, KnownPeaksSource peaks) {
        var owner = new ShardOwner(0, context(settings, peaks), store, lane, loop);
        owner.want(true);
        pass(200);
        return owner;
    }

    private ShardOwner.Context context(SettingsSource settings, KnownPeaksSource peaks) {
        return new ShardOwner.Context(ZONE, meters, settings, peaks, false);
    }

    /// A heartbeat every 30 ms.
    private void beat(String session, int times) {
        for (int i = 0; i < times; i++) {
            var heartbeat = new Numbered(0, Signal.Heartbeat.of(null, world.now(), session));
            lane.append(new Parcel.Loose(new Item.Plain(new Origin(1, 1), 1, SCOPE, false, List.of(heartbeat))));
            pass(30);
        }
    }

    private void join(String session) {
        say(new Signal.Join(null, world.now(), session, "e", Kind.MEETING, Role.SPEAKER, null, Facts.NONE, About.NONE, 0, null));
    }

    private void say(Signal signal) {
        lane.append(new Parcel.Loose(new Item.Plain(new Origin(1, 1), 1, SCOPE, false, List.of(new Numbered(0, signal)))));
    }

    private int live() {
        return standing().now(Section.TOTAL, Metric.CONNECTIONS);
    }

    private Standing standing() {
        return redis.shards.getFirst().standings.get("acme");
    }

    private void pass(long millis) {
        world.runUntil(world.now() + millis);
    }
}
