package io.tidemark.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.Unpacker;
import io.tidemark.signal.Id;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map.Entry;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ends against a plain list of all that was ever said, while pages are kept, removed and loaded again at random.
class EndsTest {

    private static final int BOUND = 20;

    private record Name(Master master, boolean isEvent, Id id) {}

    private record Said(long at, long known) {}

    private final Live live = new Live("UTC");
    private final List<Master> masters = List.of(new Master(live, "acme", 7), new Master(live, "globex", 300));
    private final List<Name> names = IntStream.range(0, 80).mapToObj(i -> new Name(masters.get(i % 2), i % 3 == 0,
            i % 5 == 0 ? Id.ofHex(i, -i) : Id.of("name-" + i / 6))).toList();
    private final TreeMap<Long, byte[]> kept = new TreeMap<>();
    private final LinkedHashMap<Name, Said> remembered = new LinkedHashMap<>();
    private Ends ends = new Ends(BOUND);
    private long now = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsRememberedOutlivesItsOwner(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 2_000; step++) {
            now += random.nextInt(random.nextInt(100) == 0 ? 1_500_000 : 20_000);
            ends.prune(now);
            remembered.values().removeIf(said -> now - said.known > Ends.WINDOW);
            int many = random.nextInt(50) == 0 ? 3 * BOUND : random.nextInt(3);
            // for a while the same few again and again
            int among = step / 200 % 2 == 0 ? names.size() : 5;
            for (int i = 0; i < many; i++)
                remember(names.get(random.nextInt(among)), now - random.nextInt(5_000));
            if (random.nextInt(3) == 0) keep();
            if (random.nextInt(20) == 0) {
                keep();
                load();
            }
            for (var name : names)
                assertThat(ends.of(name.master, name.isEvent, name.id, now)).as("seed %d, step %d, %s", seed, step, name.id)
                        .isEqualTo(remembered.containsKey(name) ? remembered.get(name).at : null);
        }
    }

    private void remember(Name name, long at) {
        ends.remember(name.master, name.isEvent, name.id, at, now);
        Said before = remembered.remove(name);
        remembered.put(name, new Said(before == null ? at : Math.max(before.at, at), now));
        if (remembered.size() > BOUND) remembered.pollFirstEntry();
    }

    /// No page is kept longer than something of it, and what is kept is bounded too.
    private void keep() {
        boolean untouched = ends.isUntouched();
        var forgotten = ends.takeForgotten();
        var page = ends.takePage();
        assertThat(untouched).isEqualTo(forgotten.isEmpty() && page == null);
        assertThat(kept.keySet()).containsAll(forgotten);
        kept.keySet().removeAll(forgotten);
        if (page != null) assertThat(kept.put(page.getKey(), Records.ends(page.getValue()))).isNull();
        assertThat(kept.isEmpty()).isEqualTo(remembered.isEmpty());
        if (!kept.isEmpty()) assertThat(read(kept.firstEntry())).anyMatch(this::isRemembered);
        assertThat(kept.entrySet().stream().mapToInt(entry -> read(entry).size()).sum()).isLessThanOrEqualTo(3 * BOUND);
    }

    private boolean isRemembered(Entry<Ends.Key, Ends.End> end) {
        var key = end.getKey();
        return remembered.entrySet().stream().anyMatch(said -> said.getKey().master.number == key.master()
                && said.getKey().isEvent == key.isEvent() && said.getKey().id.equals(key.id())
                && said.getValue().known == end.getValue().known());
    }

    private static List<Entry<Ends.Key, Ends.End>> read(Entry<Long, byte[]> page) {
        return Records.ends(page.getKey(), new Unpacker(page.getValue()));
    }

    private void load() {
        ends = new Ends(BOUND);
        kept.forEach((page, bytes) -> ends.restore(page, Records.ends(page, new Unpacker(bytes))));
        ends.prune(now);
    }
}
