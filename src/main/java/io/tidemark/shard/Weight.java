package io.tidemark.shard;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.signal.Signal;
import java.util.List;

/// How much a parcel brings: its signals, and one for itself; a large note counts as several, and four short heartbeats are as much as
/// one other signal. Queues and batches are bounded by it.
final class Weight {

    private static final int NOTE_BYTES = 128;
    private static final int QUARTERS = 4;
    private static final int QUARTER_CHARACTERS = 64;

    private Weight() {}

    static int of(Parcel parcel) {
        return 1 + switch (parcel.item()) {
            case Item.Frame frame -> of(frame.signals());
            case Item.SnapshotPart part -> part.joins().size();
            case Item.Beat beat -> beat.heartbeats().stream().mapToInt(Weight::quarters).sum() / QUARTERS;
            case Item.Plain plain -> of(plain.signals());
            case Item.KnownPeaks peaks -> peaks.cells().length;
            case Item.Opened _,Item.Gap _,Item.Tick _,Item.Settings _ -> 0;
        };
    }

    /// Whether it moves figures or is waited for; signs of life do and are not.
    static boolean isUrgent(Parcel parcel) {
        if (parcel instanceof Parcel.Beating) return false;
        if (!(parcel instanceof Parcel.Loose(var plain))) return true;
        for (var numbered : plain.signals())
            if (!(numbered.signal() instanceof Signal.Heartbeat)) return true;
        return false;
    }

    private static int of(List<Numbered> signals) {
        int weight = 0;
        int quarters = 0;
        for (var numbered : signals)
            switch (numbered.signal()) {
            case Signal.Heartbeat heartbeat -> quarters += quarters(heartbeat);
            case Signal.Note note -> weight += 1 + note.body().length / NOTE_BYTES;
            default -> weight++;
            }
        return weight + quarters / QUARTERS;
    }

    private static int quarters(Signal.Heartbeat heartbeat) {
        String account = heartbeat.account();
        String id = heartbeat.id().text();
        return 1 + ((account == null ? 0 : account.length()) + (id == null ? 0 : id.length())) / QUARTER_CHARACTERS;
    }
}
