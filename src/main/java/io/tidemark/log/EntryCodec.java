package io.tidemark.log;

import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Signal.Heartbeat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The binary form of what stands in the log. An entry is its items one after the other; an item is its length, the version of this
/// form, a tag, and its fields as [Packer] writes them. Versions from the first release on still read the earlier ones; 1 to 3 were before it.
public final class EntryCodec {

    /// The version that this program writes, and the newest that it reads.
    public static final int VERSION = 4;

    private static final int OPENED = 1;
    private static final int FRAME = 2;
    private static final int SNAPSHOT_PART = 3;
    private static final int GAP = 4;
    private static final int BEAT = 5;
    private static final int PLAIN = 6;
    private static final int TICK = 7;
    private static final int SETTINGS = 8;
    private static final int KNOWN_PEAKS = 9;

    private EntryCodec() {}

    /// An item with its length before it: entries are made by joining such pieces.
    public static byte[] encode(Item item) {
        var out = new Packer(room(item)).unsigned(VERSION);
        switch (item) {
            case Item.Opened(var stream, var incarnation, var origin, int timeout) ->
                origin(stream(out.unsigned(OPENED), stream), origin).text(incarnation).unsigned(timeout);
            case Item.Frame(var stream, var origin, long sequence, var scope, var signals) ->
                SignalCodec.write(scope(origin(stream(out.unsigned(FRAME), stream), origin).unsigned(sequence), scope), signals);
            case Item.SnapshotPart(var stream, var origin, long sequence, int part, boolean last, var scope, var joins) -> {
                origin(stream(out.unsigned(SNAPSHOT_PART), stream), origin).unsigned(sequence).unsigned(part).flag(last);
                SignalCodec.write(scope(out, scope), joins);
            }
            case Item.Gap(var stream, var origin) -> origin(stream(out.unsigned(GAP), stream), origin);
            case Item.Beat(var stream, var origin, var scope, boolean alive, var heartbeats) -> {
                scope(origin(stream(out.unsigned(BEAT), stream), origin), scope).flag(alive);
                SignalCodec.write(out, numbered(heartbeats));
            }
            case Item.Plain(var origin, long number, var scope, boolean alive, var signals) -> {
                scope(origin(out.unsigned(PLAIN), origin).unsigned(number), scope).flag(alive);
                SignalCodec.write(out, signals);
            }
            case Item.Tick() -> out.unsigned(TICK);
            case Item.Settings(var account, long revision, var zone, var counted) ->
                out.unsigned(SETTINGS).text(account).unsigned(revision).maybe(zone).unsigned(classes(counted));
            case Item.KnownPeaks peaks -> peaks(out.unsigned(KNOWN_PEAKS), peaks);
        }
        return out.takeMeasured();
    }

    /// Bytes that are enough for most.
    private static int room(Item item) {
        return item instanceof Item.Plain plain ? 64 + 20 * plain.signals().size() : 256;
    }

    /// The entry of these bytes; an [IllegalArgumentException] when nobody ever wrote them.
    public static Decoded decode(EntryId id, byte[] bytes) {
        var in = new Unpacker(bytes);
        var items = new ArrayList<Item>();
        while (!in.isAtEnd()) {
            var piece = in.piece();
            long version = piece.unsigned();
            if (version > VERSION)
                return new Decoded.Newer(version);
            if (version < VERSION)
                throw new IllegalArgumentException("an item of a build before the first release");
            items.add(item(piece));
            if (!piece.isAtEnd())
                throw new IllegalArgumentException("an item is longer than its fields");
        }
        return new Decoded.Known(new Entry(id, items));
    }

    private static Item item(Unpacker in) {
        int tag = in.count();
        return switch (tag) {
            case OPENED -> {
                var stream = stream(in);
                var origin = origin(in);
                yield new Item.Opened(stream, in.text(), origin, in.count());
            }
            case FRAME -> new Item.Frame(stream(in), origin(in), in.unsigned(), scope(in), SignalCodec.read(in));
            case SNAPSHOT_PART -> new Item.SnapshotPart(stream(in), origin(in), in.unsigned(), in.count(), in.flag(), scope(in),
                    SignalCodec.read(in));
            case GAP -> new Item.Gap(stream(in), origin(in));
            case BEAT -> new Item.Beat(stream(in), origin(in), scope(in), in.flag(), heartbeats(SignalCodec.read(in)));
            case PLAIN -> new Item.Plain(origin(in), in.unsigned(), scope(in), in.flag(), SignalCodec.read(in));
            case TICK -> new Item.Tick();
            case SETTINGS -> new Item.Settings(in.text(), in.unsigned(), in.maybe(), classes(in.unsigned()));
            case KNOWN_PEAKS -> peaks(in);
            default -> throw new IllegalArgumentException("unknown item " + tag);
        };
    }

    private static Packer stream(Packer out, StreamId stream) {
        return out.text(stream.master()).maybe(stream.account().equals(stream.master()) ? null : stream.account()).text(stream.producer());
    }

    private static StreamId stream(Unpacker in) {
        String master = in.text();
        String account = in.maybe();
        return new StreamId(master, account == null ? master : account, in.text());
    }

    private static Packer origin(Packer out, Origin origin) {
        return origin.isHttp() ? out.fixed(0).fixed(origin.connection()) : out.fixed(origin.node()).unsigned(origin.connection());
    }

    private static Origin origin(Unpacker in) {
        long node = in.fixed();
        return new Origin(node, node == 0 ? in.fixed() : in.unsigned());
    }

    private static Packer scope(Packer out, Scope scope) {
        String account = scope.defaultAccount();
        boolean same = scope.reach().equals(account);
        return out.text(scope.reach()).flag(same).maybe(same ? null : account);
    }

    private static Scope scope(Unpacker in) {
        String reach = in.text();
        boolean same = in.flag();
        String account = in.maybe();
        return new Scope(reach, same ? reach : account);
    }

    private static List<Numbered> numbered(List<Heartbeat> heartbeats) {
        var signals = new ArrayList<Numbered>(heartbeats.size());
        for (var heartbeat : heartbeats)
            signals.add(new Numbered(signals.size(), heartbeat));
        return signals;
    }

    private static List<Heartbeat> heartbeats(List<Numbered> signals) {
        var heartbeats = new ArrayList<Heartbeat>(signals.size());
        for (var signal : signals) {
            if (!(signal.signal() instanceof Heartbeat heartbeat))
                throw new IllegalArgumentException("a beat holds something else");
            heartbeats.add(heartbeat);
        }
        return heartbeats;
    }

    private static long classes(@Nullable Set<SessionClass> classes) {
        if (classes == null)
            return 0;
        long bits = 1;
        for (var type : classes)
            bits |= 2L << type.ordinal();
        return bits;
    }

    private static @Nullable Set<SessionClass> classes(long bits) {
        if (bits == 0)
            return null;
        var classes = EnumSet.noneOf(SessionClass.class);
        for (var type : SessionClass.values())
            if ((bits & 2L << type.ordinal()) != 0)
                classes.add(type);
        return classes;
    }

    private static void peaks(Packer out, Item.KnownPeaks known) {
        out.text(known.account()).signed(known.day()).unsigned(known.cells().length);
        for (int i = 0; i < known.cells().length; i++)
            out.unsigned(known.cells()[i]).unsigned(known.peaks()[i]).unsigned(known.instants()[i]);
    }

    private static Item.KnownPeaks peaks(Unpacker in) {
        String account = in.text();
        long day = in.signed();
        var rows = new ArrayList<long[]>();
        for (int n = in.count(); n > 0; n--)
            rows.add(new long[]{in.count(), in.count(), in.unsigned()});
        return new Item.KnownPeaks(account, day, rows.stream().mapToInt(row -> (int) row[0]).toArray(),
                rows.stream().mapToInt(row -> (int) row[1]).toArray(), rows.stream().mapToLong(row -> row[2]).toArray());
    }
}
