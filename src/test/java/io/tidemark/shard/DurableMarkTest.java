package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DurableMarkTest {

    private static final long WRITER = 7;

    private final SimWorld world = new SimWorld(1, 1_000_000);
    private final ModelRedis redis = new ModelRedis(world, 1, "UTC", Set.of());
    private final VirtualLoop loop = new VirtualLoop(world);
    private final AgeingStore store = new AgeingStore();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DurableMark mark = new DurableMark(0, WRITER, store, loop, new ShardMeters(registry));
    private final List<Durable> heard = new ArrayList<>();
    private EntryId last = EntryId.ZERO;
    private long number;

    /// What is so old in the log is safe.
    private final class AgeingStore extends ModelStore {

        private long ageMillis;
        private long behindMillis;
        private int asked;

        AgeingStore() {
            super(world, redis, loop);
        }

        @Override
        public Future<Confirmation> confirm(int shard, long writer) {
            asked++;
            return super.confirm(shard, writer).map(it -> new Confirmation(it.first(), it.last(), behind(it.entry()), ageMillis));
        }

        /// The place of an entry on a server whose clock is behind.
        private EntryId behind(EntryId entry) {
            return new EntryId(entry.millis() - behindMillis, entry.number());
        }
    }

    @Test
    void whereNothingIsSaferItIsDurableAtOnce() {
        var entry = log();
        assertThat(mark.reached()).isEqualTo(new Durable(entry, 0));
        assertThat(store.asked).isZero();
    }

    @Test
    void whereTheDiskIsWrittenEachSecondItIsDurableOnceThatIsOldEnough() {
        store.safety = Safety.EACH_SECOND;
        store.ageMillis = 2_000;
        mark.listen(heard::add);
        var first = log();
        world.runUntil(world.now() + 1_950);
        assertThat(heard).isEmpty();
        assertThat(lag()).isBetween(1.9, 2.0);
        var second = log();
        world.runUntil(world.now() + 1_500);
        assertThat(heard).containsExactly(new Durable(first, 0));
        world.runUntil(world.now() + 2_000);
        assertThat(heard).containsExactly(new Durable(first, 0), new Durable(second, 0));
        assertThat(lag()).isZero();
    }

    @Test
    void itIsAskedForOnceASecondAndNeverWhileNothingIsWaitedFor() {
        store.safety = Safety.EACH_SECOND;
        store.ageMillis = 2_000;
        for (int i = 0; i < 1_000; i++) {
            log();
            world.runUntil(world.now() + 10);
        }
        assertThat(store.asked).isBetween(7, 10);
        world.runUntil(world.now() + 4_000);
        int asked = store.asked;
        world.runUntil(world.now() + 60_000);
        assertThat(store.asked).isEqualTo(asked);
    }

    @Test
    void whereThereAreReplicasTheyAreAsked() {
        store.safety = Safety.WAITED_FOR;
        store.cutOff = true;
        log();
        world.runUntil(world.now() + 5_000);
        assertThat(mark.reached()).isEqualTo(Durable.NOTHING);
        store.cutOff = false;
        var entry = log();
        world.runUntil(world.now() + 5_000);
        assertThat(mark.reached()).isEqualTo(new Durable(entry, 0));
    }

    @Test
    void whenTheLastReplicaGoesNothingWaitsForIt() {
        store.safety = Safety.WAITED_FOR;
        store.cutOff = true;
        var entry = log();
        world.runUntil(world.now() + 1_000);
        store.safety = Safety.AT_ONCE;
        store.cutOff = false;
        world.runUntil(world.now() + 5_000);
        assertThat(mark.reached()).isEqualTo(new Durable(entry, 0));
    }

    @Test
    void whatALogThatWentBackHasLostIsNeverDurableThoughMoreIsWritten() {
        store.safety = Safety.EACH_SECOND;
        store.ageMillis = 2_000;
        var kept = log();
        var before = redis.shards.getFirst().copy();
        world.runUntil(world.now() + 5_000);
        var lost = log();
        redis.shards.set(0, before);
        world.runUntil(world.now() + 10);
        log();
        mark.listen(heard::add);
        world.runUntil(world.now() + 5_000);
        assertThat(heard.getFirst().losses()).isEqualTo(1);
        assertThat(heard.getFirst().spares(lost, 0)).isFalse();
        assertThat(lost.isAfter(kept)).isTrue();
        assertThat(registry.counter("tidemark.append.wentback").count()).isEqualTo(1);
        var later = log();
        world.runUntil(world.now() + 5_000);
        assertThat(mark.reached().upTo()).isEqualTo(later);
        assertThat(mark.reached().losses()).isEqualTo(1);
    }

    @Test
    void whatWasWrittenAfterALossStandsAndBecomesDurable() {
        store.safety = Safety.EACH_SECOND;
        store.ageMillis = 2_000;
        log();
        redis.empty();
        world.runUntil(world.now() + 5);
        var opened = log();
        mark.listen(heard::add);
        world.runUntil(world.now() + 1_900);
        assertThat(heard).containsExactly(new Durable(EntryId.ZERO, 1, opened));
        assertThat(heard.getFirst().spares(opened, 0)).isTrue();
        assertThat(heard.getFirst().spares(new EntryId(opened.millis() - 1, 0), 0)).isFalse();

        world.runUntil(world.now() + 3_000);
        assertThat(mark.reached()).isEqualTo(new Durable(opened, 1, opened));
        redis.empty();
        log();
        world.runUntil(world.now() + 3_000);
        assertThat(mark.reached().losses()).isEqualTo(2);
        assertThat(mark.reached().spares(opened, 1)).isFalse();
        assertThat(mark.reached().spares(last, 0)).isFalse();
    }

    @Test
    void placesTellNothingWhenTheServerThatTookOverIsBehind() {
        store.safety = Safety.EACH_SECOND;
        store.ageMillis = 2_000;
        var lost = log();
        redis.empty();
        world.runUntil(world.now() + 5);
        store.behindMillis = 10;
        number++;
        last = store.behind(((BatchAnswer.Judged) redis.append(0, batch(lost))).id());
        mark.logged(number, last);
        mark.listen(heard::add);
        world.runUntil(world.now() + 1_900);
        assertThat(heard.getFirst().losses()).isEqualTo(1);
        assertThat(heard.getFirst().standing()).isNull();
    }

    @Test
    void anEmptiedLogIsNoticedThoughNothingIsWritten() {
        store.safety = Safety.WAITED_FOR;
        log();
        redis.empty();
        world.runUntil(world.now() + 1_000);
        assertThat(mark.reached()).isEqualTo(new Durable(EntryId.ZERO, 1));
    }

    @Test
    void anotherAttemptAtALostBatchIsNotThatBatch() {
        store.safety = Safety.EACH_SECOND;
        store.ageMillis = 2_000;
        log();
        world.runUntil(world.now() + 5_000);
        var before = redis.shards.getFirst().copy();
        var entryBefore = last;
        log();
        redis.shards.set(0, before);
        world.runUntil(world.now() + 1_000);
        redis.append(0, batch(entryBefore));
        world.runUntil(world.now() + 5_000);
        assertThat(mark.reached().losses()).isEqualTo(1);
    }

    private EntryId log() {
        number++;
        last = ((BatchAnswer.Judged) redis.append(0, batch(last))).id();
        mark.logged(number, last);
        return last;
    }

    private Batch batch(EntryId before) {
        return new Batch(WRITER, number, before, List.of(Packed.of(new Parcel.Told(new Item.Tick()))));
    }

    private double lag() {
        return registry.get("tidemark.append.durable.lag").gauge().value();
    }
}
