package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.shard.SafekeepingStore.Careless;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing is called durable that a later loss takes. Seeded plays of a log that is written, synced, and loses what is not, on disks fast
/// and slow, with the product's lanes and marks. `-Dtidemark.plays=100000` plays more of them, `-Dtidemark.play=SEED` one.
class SafekeepingTest {

    private static final int SOME = 2_000;
    private static final int ENOUGH_TO_SEE_A_FAULT = 500;

    @Test
    void whatIsCalledDurableIsNeverLost() {
        long only = Long.getLong("tidemark.play", -1);
        var seeds = only >= 0 ? LongStream.of(only) : LongStream.range(0, Integer.getInteger("tidemark.plays", SOME));
        assertThat(seeds.mapToObj(seed -> told(seed, Set.of())).filter(told -> !told.isEmpty())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void carelessnessIsNoticed(Careless careless) {
        assertThat(LongStream.range(0, ENOUGH_TO_SEE_A_FAULT).mapToObj(seed -> told(seed, EnumSet.of(careless)))
                .filter(told -> told.contains("lost")).findFirst()).isPresent();
    }

    private static String told(long seed, Set<Careless> careless) {
        String wrong = new Play(seed, careless).run();
        return wrong.isEmpty() ? "" : "seed " + seed + ": " + wrong;
    }

    private static final class Play {

        private static final int[] SLOWEST = {5, 300, 1_500, 4_000, 9_000};
        private static final long PATIENCE = 200_000;

        private final SimWorld world;
        private final ModelFile file;
        private final List<VirtualLoop> loops = new ArrayList<>();
        private final List<SafekeepingStore> stores = new ArrayList<>();
        private final List<SafekeepingStream> streams = new ArrayList<>();
        private final int pace;
        private boolean calm;
        private String wrong = "";

        Play(long seed, Set<Careless> careless) {
            world = new SimWorld(seed, 1_000_000 + seed % 1_000);
            file = new ModelFile(world, SLOWEST[world.between(0, SLOWEST.length - 1)]);
            pace = world.chance(50) ? 200 : 3_000;
            for (int node = 1; node <= 2; node++) {
                var loop = new VirtualLoop(world);
                var store = new SafekeepingStore(world, loop, file, careless);
                store.misfortunes = world.between(0, 3);
                loops.add(loop);
                stores.add(store);
                var lane = new Lane(0, store, loop, CommonClock.ofSystem(), new ShardMeters(new SimpleMeterRegistry()));
                for (int i = 0; i < 2; i++)
                    streams.add(new SafekeepingStream("n" + node + "s" + i, lane, node, careless.contains(Careless.FORGETFUL),
                            this::judge));
            }
            streams.forEach(this::speak);
        }

        private void speak(SafekeepingStream stream) {
            world.after(world.between(1, pace), () -> {
                if (!calm) stream.speak();
                speak(stream);
            });
        }

        String run() {
            long end = world.now() + world.between(10_000, 40_000);
            while (world.now() < end && wrong.isEmpty()) {
                world.runUntil(world.now() + world.between(10, 6_000));
                switch (world.between(0, 5)) {
                    case 0, 1 -> file.lose();
                    case 2 -> file.kill();
                    case 3 -> file.freeze(world.between(500, 4_000));
                    case 4 -> loops.get(world.between(0, 1)).stall(world.between(500, 4_000));
                    default -> {
                    }
                }
                judge();
            }
            calm = true;
            stores.forEach(store -> store.misfortunes = 0);
            long patience = world.now() + PATIENCE;
            while (wrong.isEmpty() && !streams.stream().allMatch(SafekeepingStream::isSettled)) {
                if (world.now() > patience) wrong = "not durable in the end";
                world.runUntil(world.now() + 50);
            }
            return wrong;
        }

        private void judge() {
            for (var stream : streams) {
                var known = file.live.streams.get(stream.name());
                long kept = known == null ? 0 : known.sequence();
                if (wrong.isEmpty() && stream.claimed > kept)
                    wrong = stream.name() + " was told " + stream.claimed + ", and what came after " + kept + " is lost";
            }
        }
    }
}
