package io.tidemark.load.benchmarks;

import io.tidemark.ingest.decode.Message;
import io.tidemark.ingest.decode.MessageDecoder;
import io.tidemark.ingest.decode.Reading;
import io.tidemark.log.Decoded;
import io.tidemark.log.Entry;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.presence.Changes;
import io.tidemark.presence.Shard;
import io.tidemark.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The way of signals through a node, step by step; nanoseconds for each signal, 64 of them together.
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@OperationsPerInvocation(Way.MANY)
public class Way {

    static final int MANY = 64;
    private static final long START = 1_790_000_000_000L;

    /// How many sessions live while it is measured.
    @Param({"10000", "200000"})
    int live;

    private final MessageDecoder decoder = new MessageDecoder();
    private final Reading reading = Reading.at(START);
    private final Origin origin = new Origin(1, 1);
    private final io.tidemark.log.Scope scope = new io.tidemark.log.Scope("acme", "acme");
    private byte[] text = {};
    private Item heartbeats = new Item.Tick();
    private byte[] encoded = {};
    private Shard shard = Shard.empty("UTC");
    private long entry;
    private int next;
    private Item[] beats = {};
    private Item[] changes = {};

    @Setup(Level.Trial)
    public void fill() {
        text = text(0);
        heartbeats = item(text);
        encoded = EntryCodec.encode(heartbeats);
        for (int first = 0; first < live; first += MANY)
            shard.apply(new Entry(id(), List.of(joins(first))));
        shard.changes();
        beats = new Item[live / MANY];
        changes = new Item[live / MANY];
        for (int i = 0; i < beats.length; i++) {
            beats[i] = item(i * MANY);
            changes[i] = transitions(i * MANY);
        }
    }

    /// JSON to signals.
    @Benchmark
    public Message decode() {
        return decoder.decode(text, text.length, reading);
    }

    /// Signals to the bytes of the log.
    @Benchmark
    public byte[] encodeEntry() {
        return EntryCodec.encode(heartbeats);
    }

    /// The bytes of the log to signals.
    @Benchmark
    public Decoded decodeEntry() {
        return EntryCodec.decode(new EntryId(START, 1), encoded);
    }

    /// Heartbeats of sessions here and there.
    @Benchmark
    public void applyHeartbeats() {
        next = (next + 7919) % beats.length;
        shard.apply(new Entry(id(), List.of(beats[next])));
    }

    /// Sessions that leave and join again, and what is to be kept of it.
    @Benchmark
    public Changes applyTransitions() {
        next = (next + 7919) % changes.length;
        shard.apply(new Entry(id(), List.of(changes[next])));
        return shard.changes();
    }

    private Item transitions(int first) {
        var signals = new ArrayList<Numbered>();
        for (int i = 0; i < MANY; i++)
            signals.add(new Numbered(i, i % 2 == 0 ? leave(first + i) : join(first + i - 1)));
        return new Item.Plain(origin, entry, scope, false, signals);
    }

    private EntryId id() {
        entry++;
        return new EntryId(START + entry / 100, entry);
    }

    private Item item(int first) {
        var signals = new ArrayList<Numbered>();
        for (int i = 0; i < MANY; i++)
            signals.add(new Numbered(i, Signal.Heartbeat.of(null, START, session(first + i))));
        return new Item.Plain(origin, entry, scope, false, signals);
    }

    private Item item(byte[] message) {
        return switch (decoder.decode(message, message.length, reading)) {
            case Message.Plain(var batch) -> item(0);
            case Message other -> throw new IllegalStateException(other.toString());
        };
    }

    private Item joins(int first) {
        var signals = new ArrayList<Numbered>();
        for (int i = 0; i < MANY; i++)
            signals.add(new Numbered(i, join(first + i)));
        return new Item.Plain(origin, entry, scope, false, signals);
    }

    private Signal join(int number) {
        var bytes = ("{\"type\":\"join\",\"session\":\"" + session(number) + "\",\"event\":\"event-" + number % 200
                + "\",\"kind\":\"webinar\",\"role\":\"participant\",\"at\":" + START + "}").getBytes(StandardCharsets.UTF_8);
        if (decoder.decode(bytes, bytes.length, reading) instanceof Message.Plain(var batch)) return batch.signals().getFirst().signal();
        throw new IllegalStateException("no join");
    }

    private static Signal leave(int number) {
        return new Signal.Leave(null, START, session(number), null);
    }

    private static byte[] text(int first) {
        var text = new StringBuilder("[");
        for (int i = 0; i < MANY; i++)
            text.append(i > 0 ? "," : "").append("{\"type\":\"heartbeat\",\"session\":\"").append(session(first + i)).append("\"}");
        return text.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String session(int number) {
        return String.format("%08x%08x%08x%08x", number * 0x9E3779B9, number * 0x85EBCA6B, number * 0xC2B2AE35, number);
    }
}
