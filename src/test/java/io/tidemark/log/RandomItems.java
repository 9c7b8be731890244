package io.tidemark.log;

import io.tidemark.signal.Id;
import io.tidemark.signal.About;
import io.tidemark.signal.EventState;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Playback;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Signal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Makes items of every shape, from a seed.
final class RandomItems {

    private final SplittableRandom random;
    /// Of several heartbeats.
    private long instant;

    RandomItems(long seed) {
        random = new SplittableRandom(seed);
    }

    Item next() {
        return switch (random.nextInt(9)) {
            case 0 -> new Item.Opened(stream(), text(), origin(), random.nextInt(5, 86_400));
            case 1 -> new Item.Frame(stream(), origin(), random.nextLong(1, 1L << 53), scope(), signals(false));
            case 2 -> new Item.SnapshotPart(stream(), origin(), random.nextLong(1L << 50), random.nextInt(1, 9), random.nextBoolean(),
                    scope(), signals(true));
            case 3 -> new Item.Gap(stream(), origin());
            case 4 -> new Item.Beat(stream(), origin(), scope(), random.nextBoolean(),
                    random.ints(random.nextInt(4), 0, 9).mapToObj(_ -> heartbeat()).toList());
            case 5 -> new Item.Plain(origin(), random.nextLong(1L << 40), scope(), random.nextBoolean(), signals(false));
            case 6 -> new Item.Tick();
            case 7 -> new Item.Settings(text(), random.nextLong(1L << 40), maybe(this::text), maybe(this::classes));
            default -> {
                int n = random.nextInt(25);
                yield new Item.KnownPeaks(text(), random.nextLong(-9, 30_000), random.ints(n, 0, 24).toArray(),
                        random.ints(n, 0, 1 << 20).toArray(), random.longs(n, 0, 1L << 42).toArray());
            }
        };
    }

    private List<Numbered> signals(boolean joins) {
        var signals = new ArrayList<Numbered>();
        int index = 0;
        for (int n = random.nextInt(12); n > 0; n--)
            signals.add(new Numbered(index += random.nextInt(3), joins ? join() : signal()));
        return signals;
    }

    private Signal signal() {
        return switch (random.nextInt(7)) {
            case 0 -> join();
            case 1, 2 -> heartbeat();
            case 3 -> new Signal.Leave(maybe(this::text), at(), text(), maybe(this::text));
            case 4 ->
                new Signal.Event(maybe(this::text), at(), text(), pick(EventState.values()), maybe(() -> pick(Kind.values())), about(),
                        random.nextBoolean() ? -1 : at(), random.nextBoolean() ? -1 : at(), random.nextInt(-1, 50), random.nextInt(-1, 50));
            default -> {
                byte[] body = new byte[random.nextInt(300)];
                random.nextBytes(body);
                yield new Signal.Note(maybe(this::text), at(), text(), body);
            }
        };
    }

    private Signal.Join join() {
        return new Signal.Join(maybe(this::text), at(), text(), text(), pick(Kind.values()), pick(Role.values()), maybe(this::text),
                random.nextBoolean()
                        ? Facts.NONE
                        : new Facts(maybe(() -> pick(SessionClass.values())), maybe(this::text), maybe(this::text), maybe(this::text),
                                maybe(this::text), maybe(this::text), maybe(this::text), maybe(this::text), maybe(this::text),
                                maybe(this::text), maybe(random::nextDouble), maybe(this::text)),
                about(), random.nextInt(90), maybe(this::text));
    }

    private Signal.Heartbeat heartbeat() {
        if (random.nextBoolean()) {
            if (random.nextInt(4) == 0)
                instant = at();
            return new Signal.Heartbeat(null, instant, Id.ofHex(random.nextLong(), random.nextLong()), null, -1, -1);
        }
        return new Signal.Heartbeat(maybe(this::text), at(), Id.of(text()), maybe(() -> pick(Playback.values())),
                random.nextBoolean() ? -1 : random.nextDouble(9_999), random.nextBoolean() ? -1 : random.nextLong(1L << 50));
    }

    private About about() {
        return random.nextBoolean() ? About.NONE : new About(maybe(this::text), maybe(this::text), maybe(this::text));
    }

    private EnumSet<SessionClass> classes() {
        var classes = EnumSet.noneOf(SessionClass.class);
        random.ints(random.nextInt(4), 0, 7).forEach(i -> classes.add(SessionClass.values()[i]));
        return classes;
    }

    private StreamId stream() {
        String master = text();
        return new StreamId(master, random.nextBoolean() ? master : text(), text());
    }

    private Origin origin() {
        return random.nextBoolean() ? Origin.ofKey(random.nextLong()) : new Origin(random.nextLong() | 1, random.nextLong(1, 1 << 20));
    }

    private Scope scope() {
        String reach = text();
        return new Scope(reach, random.nextBoolean() ? reach : maybe(this::text));
    }

    private long at() {
        return 1_763_700_000_000L + random.nextLong(-90_000_000, 90_000_000);
    }

    private String text() {
        return random.ints(random.nextInt(1, 40), 32, 0x2fff).filter(Character::isDefined)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? null : value.get();
    }
}
