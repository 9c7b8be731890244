package io.tidemark.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that is opened again when it has ended by itself: killed by the system for its memory, or by mistake.
///
/// Its clients have its address already and wait for it, so a server that comes back elsewhere would help nobody.
/// The fields are guarded by the monitor; a close waits for an opening that is under way.
final class Watched implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Watched.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final String name;
    private final Callable<? extends Server> opening;
    private final Thread watch;
    private Server server;
    private boolean closed;

    private Watched(String name, Callable<? extends Server> opening, Server server) {
        this.name = name;
        this.opening = opening;
        this.server = server;
        this.watch = Thread.ofVirtual().name("watch-" + name).unstarted(this::watch);
    }

    static Watched open(String name, Callable<? extends Server> opening) throws Exception {
        var watched = new Watched(name, opening, opening.call());
        watched.watch.start();
        return watched;
    }

    synchronized Server server() {
        return server;
    }

    private void watch() {
        try {
            Duration pause = LOOK;
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = lives() ? LOOK : AFTER_FAILURE;
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private synchronized boolean lives() throws InterruptedException {
        if (closed || Leftovers.lives(server.process())) return true;
        log.error("The embedded {}, pid {}, has ended by itself; it is started again", name, server.process().pid());
        int port = server.port();
        try {
            server = opening.call();
            if (server.port() != port) log.error("The embedded {} came back on another port: restart Tidemark", name);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            log.error("The embedded {} could not be started again: {}", name, e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
        stop();
    }

    private synchronized void stop() {
        closed = true;
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("Interrupted while stopping {}", name);
        } catch (Exception e) {
            log.warn("Could not stop {}: {}", name, e.getMessage());
        }
    }
}
