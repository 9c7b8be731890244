package io.tidemark.shard;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.signal.Signal;
import java.util.List;

/// How much a parcel brings: its signals, and one for itself; a large note counts as several. Queues and batches are bounded by it.
final class Weight {

    private static final int NOTE_BYTES = 128;

    private Weight() {}

    static int of(Parcel parcel) {
        return 1 + switch (parcel.item()) {
            case Item.Frame frame -> of(frame.signals());
            case Item.SnapshotPart part -> part.joins().size();
            case Item.Beat beat -> beat.heartbeats().size();
            case Item.Plain plain -> of(plain.signals());
            case Item.KnownPeaks peaks -> peaks.cells().length;
            case Item.Opened _,Item.Gap _,Item.Tick _,Item.Settings _ -> 0;
        };
    }

    private static int of(List<Numbered> signals) {
        int weight = signals.size();
        for (var numbered : signals)
            if (numbered.signal() instanceof Signal.Note note) weight += note.body().length / NOTE_BYTES;
        return weight;
    }
}
