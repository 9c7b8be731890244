package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Batches of every kind of parcel, from a seed, with few streams, incarnations, origins and keys, so that they get in each other's way.
final class RandomBatches {

    private static final Scope SCOPE = new Scope("acme", "acme");
    private final SplittableRandom random;
    private final long[] sequences = new long[3];
    private final Origin[] holders = new Origin[3];
    private long number;

    RandomBatches(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < holders.length; i++)
            holders[i] = origin();
    }

    Batch next() {
        var parcels = new ArrayList<Packed>();
        for (int n = random.nextInt(1, 8); n > 0; n--)
            parcels.add(Packed.of(parcel()));
        if (random.nextInt(6) > 0) number++;
        else
            number = Math.max(1, number - random.nextInt(2));
        return new Batch(random.nextInt(12) == 0 ? 8 : 7, number, random.nextInt(8) == 0 ? new EntryId(1, 0) : EntryId.ZERO, parcels);
    }

    private Parcel parcel() {
        int which = random.nextInt(sequences.length);
        var stream = new StreamId("acme", "acme", "sfu" + which);
        var origin = random.nextInt(5) == 0 ? origin() : holders[which];
        return switch (random.nextInt(12)) {
            case 0 -> {
                holders[which] = origin;
                if (random.nextInt(3) == 0) sequences[which] = 0;
                yield new Parcel.Opening(new Item.Opened(stream, "run" + random.nextInt(25), origin, 90));
            }
            case 1, 2, 3, 4, 5 -> {
                long sequence = Math.max(1, ++sequences[which] + (random.nextInt(4) == 0 ? random.nextInt(-3, 3) : 0));
                yield new Parcel.Framed(new Item.Frame(stream, origin, sequence, SCOPE, beats()));
            }
            case 6, 7 ->
                new Parcel.Part(new Item.SnapshotPart(stream, origin, sequences[which] + random.nextInt(-1, 2), random.nextInt(1, 4),
                        random.nextBoolean(), SCOPE, List.of()));
            case 8 -> new Parcel.Beating(new Item.Beat(stream, origin, SCOPE, true, List.of()));
            case 9 -> new Parcel.Loose(new Item.Plain(origin, number, SCOPE, false, beats()));
            case 10 -> new Parcel.Once(new Item.Plain(origin, number, SCOPE, false, beats()), "key" + random.nextInt(9),
                    "digest" + random.nextInt(2), ("answer" + random.nextInt()).getBytes(StandardCharsets.UTF_8));
            default -> new Parcel.Told(new Item.Tick());
        };
    }

    private List<Numbered> beats() {
        return IntStream.range(0, random.nextInt(3)).mapToObj(i -> new Numbered(i, Signal.Heartbeat.of(null, 5, "s" + i))).toList();
    }

    private Origin origin() {
        return new Origin(random.nextInt(1, 3), random.nextInt(1, 3));
    }
}
