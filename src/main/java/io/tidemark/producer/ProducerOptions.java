package io.tidemark.producer;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/// Where a [Producer] connects, as whom, and how much it keeps.
///
/// `servers`: `ws://` or `wss://` addresses, tried in turn; without a path `/v1/ingest` is meant. `key`: sent as bearer.
/// `name`: the stable name of this sender, unique within the key's account. `incarnation`: random, new for each process.
/// `accounts`: the masters it writes to; others are opened when a signal names them. Empty: the one master of the key.
/// `timeout`: silence after which its sessions are over. `clock`: epoch milliseconds, gives `at` to signals without one.
/// `queue`: signals that may wait before `send` pushes back. `keep`: how long a frame stays in the log at least, when no more
/// than `keepSignals` signals are there. `silence`: how long a server may say nothing, not even a pong, before another connection
/// is tried: a node that has been stopped, not closed, is found out by nothing else.
public record ProducerOptions(List<URI> servers, String key, String name, String incarnation, List<String> accounts, Duration timeout,
        LongSupplier clock, int queue, Duration keep, int keepSignals, Duration silence) {

    public ProducerOptions {
        servers = List.copyOf(servers);
        accounts = List.copyOf(accounts);
        if (servers.isEmpty()) throw new IllegalArgumentException("no server given");
        for (var server : servers)
            if (server.getHost() == null || !"ws".equals(server.getScheme()) && !"wss".equals(server.getScheme()))
                throw new IllegalArgumentException("a server is ws://host:port or wss://host:port, not " + server);
        if (queue < 1) throw new IllegalArgumentException("queue must be positive");
        Objects.requireNonNull(key);
    }

    /// One server, an incarnation made up for this process, the system's clock, and room for 50 000 waiting signals.
    public static ProducerOptions of(URI server, String key, String name) {
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        return new ProducerOptions(List.of(server), key, name, HexFormat.of().formatHex(random), List.of(), Duration.ofSeconds(90),
                System::currentTimeMillis, 50_000, Duration.ofSeconds(60), 500_000, Duration.ofSeconds(8));
    }

    public ProducerOptions withServers(List<URI> all) {
        return new ProducerOptions(all, key, name, incarnation, accounts, timeout, clock, queue, keep, keepSignals, silence);
    }

    public ProducerOptions withAccounts(List<String> masters) {
        return new ProducerOptions(servers, key, name, incarnation, masters, timeout, clock, queue, keep, keepSignals, silence);
    }

    public ProducerOptions withTimeout(Duration afterSilence) {
        return new ProducerOptions(servers, key, name, incarnation, accounts, afterSilence, clock, queue, keep, keepSignals, silence);
    }

    public ProducerOptions withClock(LongSupplier millis) {
        return new ProducerOptions(servers, key, name, incarnation, accounts, timeout, millis, queue, keep, keepSignals, silence);
    }

    public ProducerOptions withBounds(int waiting, Duration atLeast, int signals) {
        return new ProducerOptions(servers, key, name, incarnation, accounts, timeout, clock, waiting, atLeast, signals, silence);
    }

    public ProducerOptions withSilence(Duration most) {
        return new ProducerOptions(servers, key, name, incarnation, accounts, timeout, clock, queue, keep, keepSignals, most);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "ProducerOptions[" + name + " to " + servers + ", accounts " + accounts + "]";
    }
}
