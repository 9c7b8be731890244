package io.tidemark.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.Unpacker;
import io.tidemark.signal.Id;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ends against a plain list of all that was ever said, while pages are kept, removed and loaded again at random.
class EndsTest {

    private static final int BOUND = 20;
    private static final int NAMES = 40;

    private record Said(long at, long known) {}

    private final Master master = new Master(new Live("UTC"), "acme", 7);
    private final Map<Long, byte[]> kept = new TreeMap<>();
    private final LinkedHashMap<String, Said> remembered = new LinkedHashMap<>();
    private Ends ends = new Ends(BOUND);
    private long now = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsRememberedOutlivesItsOwner(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 2_000; step++) {
            now += random.nextInt(random.nextInt(50) == 0 ? 300_000 : 20_000);
            ends.prune(now);
            remembered.values().removeIf(said -> now - said.known > Ends.WINDOW);
            if (random.nextInt(3) > 0) remember("s" + random.nextInt(NAMES), now - random.nextInt(5_000));
            if (random.nextInt(4) == 0) keep();
            if (random.nextInt(20) == 0) {
                keep();
                load();
            }
            for (int i = 0; i < NAMES; i++)
                assertThat(ends.of(master, false, Id.of("s" + i), now)).as("seed %d, step %d, s%d", seed, step, i)
                        .isEqualTo(remembered.containsKey("s" + i) ? remembered.get("s" + i).at : null);
        }
    }

    private void remember(String name, long at) {
        ends.remember(master, false, Id.of(name), at, now);
        Said before = remembered.remove(name);
        remembered.put(name, new Said(before == null ? at : Math.max(before.at, at), now));
        if (remembered.size() > BOUND) remembered.pollFirstEntry();
    }

    private void keep() {
        boolean untouched = ends.isUntouched();
        var forgotten = ends.takeForgotten();
        var page = ends.takePage();
        assertThat(untouched).isEqualTo(forgotten.isEmpty() && page == null);
        kept.keySet().removeAll(forgotten);
        if (page != null) kept.put(page.getKey(), Records.ends(page.getValue()));
        assertThat(kept.size()).as("pages of which something is remembered, or that lie between such").isLessThanOrEqualTo(
                remembered.isEmpty() ? 0 : Integer.MAX_VALUE);
    }

    private void load() {
        ends = new Ends(BOUND);
        kept.forEach((page, bytes) -> ends.restore(page, Records.ends(page, new Unpacker(bytes))));
        ends.prune(now);
    }
}
