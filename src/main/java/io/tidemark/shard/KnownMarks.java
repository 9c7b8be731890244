package io.tidemark.shard;

import io.tidemark.log.Item;
import io.tidemark.presence.Shard;
import io.tidemark.presence.Standing;
import io.tidemark.shard.Levels.View;
import io.tidemark.signal.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Peaks that somebody knows and the tables may have lost. They were the peaks of entries that stood in the log and were
/// acknowledged, so they are true; where the shard shows less they go into its log again.
final class KnownMarks {

    private static final long WAIT_MILLIS = 2_000;
    private static final int PIECE = 200;

    private final Store store;
    private final Lane lane;
    private final Loop loop;

    KnownMarks(Store store, Lane lane, Loop loop) {
        this.store = store;
        this.lane = lane;
        this.loop = loop;
    }

    /// Memory that was just dropped: compared a little later with what the shard then shows, whoever owns it.
    void remember(List<Standing> memory) {
        var byMaster = new LinkedHashMap<String, List<Standing>>();
        for (var standing : memory)
            byMaster.computeIfAbsent(Account.master(standing.account()), _ -> new ArrayList<>()).add(standing);
        byMaster.forEach((master, standings) -> {
            for (int from = 0; from < standings.size(); from += PIECE) {
                var piece = standings.subList(from, Math.min(from + PIECE, standings.size()));
                loop.after(WAIT_MILLIS, () -> compare(master, piece));
            }
        });
    }

    /// What PostgreSQL knows: compared with the shard as it was loaded.
    void raise(List<Item.KnownPeaks> known, Shard loaded) {
        for (var peaks : known)
            tell(raised(peaks, loaded.standing(peaks.account())));
    }

    void tell(List<? extends Item> items) {
        items.forEach(item -> lane.append(new Parcel.Told(item)));
    }

    private void compare(String master, List<Standing> memory) {
        store.read(master, memory.stream().map(Standing::account).toList())
                .onFailure(_ -> loop.after(WAIT_MILLIS, () -> compare(master, memory)))
                .onSuccess(views -> {
                    for (int i = 0; i < views.size(); i++)
                        compare(memory.get(i), views.get(i));
                });
    }

    private void compare(Standing memory, View view) {
        tell(raised(known(memory.account(), memory.day(), memory.peak(), memory.peakAt()), view.standing()));
        tell(raised(known(memory.account(), memory.day() - 1, memory.yesterdayPeak(), memory.yesterdayPeakAt()), view.standing()));
    }

    private static Item.KnownPeaks known(String account, long day, int[] peaks, long[] instants) {
        int[] cells = new int[peaks.length];
        for (int i = 0; i < cells.length; i++)
            cells[i] = i;
        return new Item.KnownPeaks(account, day, cells, peaks, instants);
    }

    /// Those of the known peaks that are above what is shown, in one item or none.
    static List<Item.KnownPeaks> raised(Item.KnownPeaks known, @Nullable Standing shown) {
        int[] present = shown == null
                ? null
                : known.day() == shown.day() ? shown.peak() : known.day() == shown.day() - 1 ? shown.yesterdayPeak() : null;
        if (shown != null && present == null && known.day() < shown.day()) return List.of();
        var higher = new ArrayList<Integer>();
        for (int i = 0; i < known.cells().length; i++)
            if (known.peaks()[i] > (present == null ? 0 : present[known.cells()[i]])) higher.add(i);
        if (higher.isEmpty()) return List.of();
        return List.of(new Item.KnownPeaks(known.account(), known.day(), higher.stream().mapToInt(i -> known.cells()[i]).toArray(),
                higher.stream().mapToInt(i -> known.peaks()[i]).toArray(), higher.stream().mapToLong(i -> known.instants()[i]).toArray()));
    }
}
