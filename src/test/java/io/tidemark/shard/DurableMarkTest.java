package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DurableMarkTest {

    private final SimWorld world = new SimWorld(1, 1_000_000);
    private final VirtualLoop loop = new VirtualLoop(world);
    private final ModelStore store = new ModelStore(world, new ModelRedis(world, 1, "UTC", Set.of()), loop);
    private final DurableMark mark = new DurableMark(0, store, loop);
    private final List<EntryId> heard = new ArrayList<>();

    @Test
    void whereNothingIsSaferItIsDurableAtOnce() {
        mark.logged(new EntryId(5, 0));
        assertThat(mark.reached()).isEqualTo(new EntryId(5, 0));
    }

    @Test
    void whereTheDiskIsWrittenEachSecondItTakesTwo() {
        store.safety = new Safety.After(2_000);
        mark.listen(heard::add);
        mark.logged(new EntryId(5, 0));
        world.runUntil(world.now() + 1_950);
        assertThat(mark.reached()).isEqualTo(EntryId.ZERO);
        mark.logged(new EntryId(6, 0));
        world.runUntil(world.now() + 300);
        assertThat(mark.reached()).isEqualTo(new EntryId(5, 0));
        world.runUntil(world.now() + 2_000);
        assertThat(heard).containsExactly(new EntryId(5, 0), new EntryId(6, 0));
    }

    @Test
    void whereThereAreReplicasTheyAreAsked() {
        store.safety = new Safety.Confirmed();
        store.cutOff = true;
        mark.logged(new EntryId(5, 0));
        world.runUntil(world.now() + 5_000);
        assertThat(mark.reached()).isEqualTo(EntryId.ZERO);
        store.cutOff = false;
        mark.logged(new EntryId(6, 0));
        world.runUntil(world.now() + 5_000);
        assertThat(mark.reached()).isEqualTo(new EntryId(6, 0));
    }

    @Test
    void whenTheLastReplicaGoesNothingWaitsForIt() {
        store.safety = new Safety.Confirmed();
        store.cutOff = true;
        mark.logged(new EntryId(5, 0));
        world.runUntil(world.now() + 1_000);
        store.safety = new Safety.AtOnce();
        world.runUntil(world.now() + 5_000);
        assertThat(mark.reached()).isEqualTo(new EntryId(5, 0));
    }
}
