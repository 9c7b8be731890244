package io.tidemark.shard;

import io.tidemark.log.Item;

/// How much a parcel brings: its signals, and one for itself. Queues and batches are bounded by it.
final class Weight {

    private Weight() {}

    static int of(Parcel parcel) {
        return 1 + switch (parcel.item()) {
            case Item.Frame frame -> frame.signals().size();
            case Item.SnapshotPart part -> part.joins().size();
            case Item.Beat beat -> beat.heartbeats().size();
            case Item.Plain plain -> plain.signals().size();
            case Item.KnownPeaks peaks -> peaks.cells().length;
            case Item.Opened _,Item.Gap _,Item.Tick _,Item.Settings _ -> 0;
        };
    }
}
