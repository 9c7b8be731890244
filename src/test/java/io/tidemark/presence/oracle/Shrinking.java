package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Makes a history that fails as short as it can: leaves out entries, then items, then signals, while it still fails.
record Shrinking(Predicate<History> fails) {

    History shrink(History history) {
        History least = history;
        for (int size = -1; size != weight(least);) {
            size = weight(least);
            least = least.with(fewer(least.entries(), least::with));
            for (int i = 0; i < least.entries().size(); i++)
                least = fewerItems(least, i);
        }
        return least;
    }

    private History fewerItems(History history, int index) {
        Entry entry = history.entries().get(index);
        Function<List<Item>, History> with = items -> history.with(replaced(history.entries(), index, new Entry(entry.id(), items)));
        List<Item> items = fewer(entry.items(), with);
        for (int i = 0; i < items.size(); i++) {
            int place = i;
            List<Item> all = items;
            Item item = items.get(i);
            List<Numbered> signals = signals(item);
            if (signals.isEmpty()) continue;
            var less = fewer(signals, some -> with.apply(replaced(all, place, withSignals(item, some))));
            items = replaced(items, i, withSignals(item, less));
        }
        return with.apply(items);
    }

    /// Leaves out as many as possible, in ever smaller pieces.
    private <T> List<T> fewer(List<T> all, Function<List<T>, History> with) {
        List<T> least = all;
        for (int piece = Math.max(1, all.size() / 2); piece >= 1; piece = piece == 1 ? 0 : piece / 2) {
            for (int from = 0; from < least.size();) {
                var without = new ArrayList<>(least.subList(0, from));
                without.addAll(least.subList(Math.min(least.size(), from + piece), least.size()));
                if (fails.test(with.apply(without))) least = without;
                else
                    from += piece;
            }
        }
        return least;
    }

    private static <T> List<T> replaced(List<T> list, int index, T element) {
        var copy = new ArrayList<>(list);
        copy.set(index, element);
        return copy;
    }

    private static List<Numbered> signals(Item item) {
        return switch (item) {
            case Item.Frame frame -> frame.signals();
            case Item.SnapshotPart part -> part.joins();
            case Item.Plain plain -> plain.signals();
            case Item.Opened _,Item.Gap _,Item.Beat _,Item.Tick _,Item.Settings _,Item.KnownPeaks _ -> List.of();
        };
    }

    private static Item withSignals(Item item, List<Numbered> signals) {
        return switch (item) {
            case Item.Frame f -> new Item.Frame(f.stream(), f.origin(), f.sequence(), f.scope(), signals);
            case Item.SnapshotPart p -> new Item.SnapshotPart(p.stream(), p.origin(), p.sequence(), p.part(), p.last(), p.scope(), signals);
            case Item.Plain p -> new Item.Plain(p.origin(), p.number(), p.scope(), p.alive(), signals);
            case Item.Opened _,Item.Gap _,Item.Beat _,Item.Tick _,Item.Settings _,Item.KnownPeaks _ -> item;
        };
    }

    private static int weight(History history) {
        return history.entries().stream().flatMap(entry -> entry.items().stream()).mapToInt(item -> 1 + signals(item).size()).sum()
                + history.entries().size();
    }
}
