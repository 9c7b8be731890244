package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import io.tidemark.signal.SessionClass;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Random histories of a shard: what several producers, sockets and keys may bring into its log, and silence between.
final class Histories {
    private static final List<String> ZONES = List.of("Europe/Berlin", "UTC", "Asia/Kathmandu", "America/St_Johns");
    private static final List<String> DATES = List.of("2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26", "2026-03-08", "2026-11-02",
            "2026-07-01");
    private static final long[] GRIDS = {1, 250, 1_000, 1_000};

    private final long seed;
    private final SplittableRandom random;
    private final long grid;
    private final String zone;
    private final Chatter chatter;
    private final List<Producer> producers = new ArrayList<>();
    private final List<Speaker> speakers = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Item> waiting = new ArrayList<>();
    private final int length;
    private final int streamShare;
    private final int gapShare;
    private long now;
    private long number;
    private long revision = 1;

    /// A sender of plain messages: a socket, or a key over HTTP.
    private record Speaker(Origin origin, Scope scope) {}

    /// A producer's stream, as far as its log knows.
    private static final class Producer {
        final StreamId id;
        final Scope scope;
        Origin origin = new Origin(88, 1);
        int run;
        long sequence;
        int nextPart;
        long heard;

        Producer(StreamId id, Scope scope) {
            this.id = id;
            this.scope = scope;
        }
    }

    private Histories(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.grid = GRIDS[random.nextInt(GRIDS.length)];
        this.zone = pick(ZONES);
        this.chatter = new Chatter(random, grid);
        this.length = random.nextInt(30, 300);
        this.streamShare = random.nextInt(10);
        this.gapShare = random.nextInt(3) == 0 ? 3 : 40;
        var midnight = LocalDate.parse(pick(DATES)).atStartOfDay(ZoneId.of(pick(ZONES))).toInstant().toEpochMilli();
        this.now = midnight - random.nextInt(1, 120) * 5_000L;
        int masters = random.nextInt(1, 3);
        for (int i = random.nextInt(1, 4); i > 0; i--)
            producers.add(producer(i, masters));
        for (int i = random.nextInt(2, 6); i > 0; i--)
            speakers.add(speaker(i));
    }

    static History of(long seed) {
        return new Histories(seed).make();
    }

    private Producer producer(int number, int masters) {
        String master = masters == 1 ? "acme" : pick(List.of("acme", "acme", "beta"));
        String account = random.nextInt(4) == 0
                ? "*"
                : pick(Chatter.ACCOUNTS.stream().filter(path -> World.master(path).equals(master)).toList());
        return new Producer(new StreamId(master, account, "p" + number), new Scope(account, account.equals("*") ? master : account));
    }

    private Speaker speaker(int number) {
        var origin = random.nextBoolean() ? new Origin(77, number) : Origin.ofKey(1_000 + number);
        String reach = random.nextInt(4) == 0 ? "*" : pick(Chatter.ACCOUNTS);
        String fallback = !reach.equals("*") ? reach : random.nextBoolean() ? null : "acme";
        return new Speaker(origin, new Scope(reach, fallback));
    }

    private History make() {
        for (int i = random.nextInt(3); i > 0; i--)
            waiting.add(settings());
        while (entries.size() < length) {
            for (int items = random.nextInt(6) == 0 ? random.nextInt(2, 5) : 1; items > 0; items--)
                act();
            write();
            pass();
        }
        for (int i = random.nextInt(40); i > 0; i--)
            tick(random.nextLong(1, 3_001));
        return new History(seed, zone, entries);
    }

    private void write() {
        entries.add(new Entry(new EntryId(now, number++), waiting));
        waiting.clear();
    }

    private void tick(long after) {
        now += after;
        waiting.add(new Item.Tick());
        write();
    }

    /// Time goes on: not at all, a little, over a few ticks, over a hole in the log, to a midnight.
    private void pass() {
        int kind = random.nextInt(100);
        if (kind < 25) return;
        if (kind < 65) now += random.nextLong(3_001) / grid * grid;
        else if (kind < 75) toMidnight();
        else if (kind < 75 + 100 / gapShare && kind < 97) now += hole();
        else
            ticks();
    }

    private void ticks() {
        long step = random.nextInt(4) == 0 ? 1_000 : 3_000;
        int count = switch (random.nextInt(50)) {
            case 0 -> 205;
            case 1, 2, 3, 4, 5 -> random.nextInt(20, 45);
            default -> random.nextInt(1, 12);
        };
        for (int i = 0; i < count && entries.size() < 600; i++)
            tick(step);
    }

    private long hole() {
        return switch (random.nextInt(8)) {
            case 0 -> 3_001;
            case 1 -> random.nextLong(60_000, 700_000);
            case 2 -> random.nextLong(3_600_000, 40_000_000);
            default -> random.nextLong(3_001, 30_000) / grid * grid;
        };
    }

    private void toMidnight() {
        var there = ZoneId.of(pick(ZONES));
        long midnight = java.time.Instant.ofEpochMilli(now).atZone(there).toLocalDate().plusDays(1).atStartOfDay(there).toInstant()
                .toEpochMilli();
        long distance = midnight - now;
        if (distance > 3_600_000 && random.nextInt(6) > 0) return;
        if (distance < 600_000) {
            while (midnight - now > 3_000 && entries.size() < 600)
                tick(3_000);
        }
        long target = midnight + random.nextLong(-1, 2) * random.nextInt(2);
        if (target > now) now = target;
    }

    private void act() {
        int what = random.nextInt(100);
        if (what < 3) {
            waiting.add(settings());
        } else if (what == 3) {
            waiting.add(knownPeaks());
        } else if (random.nextInt(10) < streamShare) {
            var producer = pick(producers);
            int before = waiting.size();
            stream(producer);
            if (waiting.size() > before) producer.heard = now;
        } else {
            var speaker = pick(speakers);
            boolean alive = random.nextInt(8) == 0;
            var signals = chatter.signals(alive ? random.nextInt(2) : random.nextInt(1, 5), speaker.scope, null, now, 0);
            waiting.add(new Item.Plain(speaker.origin, number, speaker.scope, alive, signals));
        }
    }

    private Item settings() {
        String account = pick(Chatter.ACCOUNTS);
        long next = random.nextInt(6) == 0 ? revision : ++revision;
        if (random.nextInt(3) > 0) return new Item.Settings(account, next, pick(ZONES), null);
        var counted = pick(List.of(Set.of(SessionClass.PERSON), Set.of(SessionClass.PERSON, SessionClass.SIP),
                Set.of(SessionClass.PERSON, SessionClass.BOT, SessionClass.SCREEN), Set.of(SessionClass.SIP)));
        return new Item.Settings(World.master(account), next, null, counted);
    }

    private Item knownPeaks() {
        int cell = random.nextInt(Figures.CELLS);
        long day = Figures.localDay(now, zone) - random.nextInt(3);
        return new Item.KnownPeaks(pick(Chatter.ACCOUNTS), day, new int[]{cell}, new int[]{random.nextInt(1, 6)},
                new long[]{now - random.nextInt(100_000)});
    }

    private void stream(Producer producer) {
        int what = random.nextInt(32);
        boolean forgotten = now - producer.heard > 80_000_000;
        if (producer.run == 0 || what == 0 || forgotten) {
            producer.run++;
            producer.sequence = 0;
            producer.nextPart = 0;
            waiting.add(opened(producer));
        } else if (what == 1) {
            producer.nextPart = 0;
            waiting.add(opened(producer));
        } else if (what == 2 || producer.nextPart > 0 && random.nextInt(3) > 0) {
            snapshot(producer);
        } else if (what < 6) {
            var beats = IntStream.range(0, random.nextInt(3)).mapToObj(_ -> chatter.heartbeat(producer.scope, producer.id.master(), now))
                    .toList();
            waiting.add(new Item.Beat(producer.id, producer.origin, producer.scope, random.nextBoolean(), beats));
        } else if (what > 29) {
            waiting.add(new Item.Plain(producer.origin, number, producer.scope, random.nextBoolean(), List.of()));
        } else if (producer.nextPart == 0) {
            frame(producer, what);
        }
    }

    /// Through a socket that other streams may be opened through too.
    private Item opened(Producer producer) {
        producer.origin = new Origin(88, random.nextInt(1, 4));
        return new Item.Opened(producer.id, producer.id.producer() + "/" + producer.run, producer.origin, pick(List.of(5, 10, 30, 90, 90)));
    }

    private void snapshot(Producer producer) {
        int part = random.nextInt(12) == 0 ? 1 : producer.nextPart + 1;
        if (part == 1) producer.sequence += random.nextInt(3);
        boolean last = part == 4 || random.nextInt(3) == 0;
        var joins = chatter.joins(random.nextInt(5), producer.scope, producer.id.master(), now);
        waiting.add(new Item.SnapshotPart(producer.id, producer.origin, producer.sequence, part, last, producer.scope, joins));
        producer.nextPart = last ? 0 : part;
    }

    private void frame(Producer producer, int what) {
        if (what == 6) {
            waiting.add(new Item.Gap(producer.id, producer.origin));
            return;
        }
        long back = what < 12 ? random.nextInt(3) == 0 ? 5_000 + random.nextLong(-1, 3) : random.nextLong(5_001, 200_000) : 0;
        var signals = chatter.signals(random.nextInt(12) == 0 ? 0 : random.nextInt(1, 5), producer.scope, producer.id.master(), now, back);
        waiting.add(new Item.Frame(producer.id, producer.origin, ++producer.sequence, producer.scope, signals));
    }

    private <T> @Nullable T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
