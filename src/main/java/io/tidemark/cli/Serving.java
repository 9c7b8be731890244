package io.tidemark.cli;

import io.tidemark.settings.Settings;
import io.tidemark.settings.Stores;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// The course of a serving command: say what begins, open, greet, wait, close.
final class Serving {

    private final Starter starter;
    private final PrintWriter out;

    Serving(Starter starter, PrintWriter out) {
        this.starter = starter;
        this.out = out;
    }

    int until(StopSignal stop, Settings settings) throws Exception {
        long begun = System.nanoTime();
        String stores = switch (settings.stores()) {
            case Stores.Embedded() -> "its own Redis and PostgreSQL in " + settings.dataDir().toAbsolutePath().normalize();
            case Stores.Outside(_, var database) -> "Redis and PostgreSQL as set (database " + database.database() + ")";
        };
        say("Tidemark %s, node %s, on %s".formatted(Version.current(), settings.node(), stores));
        try (Started started = starter.open(FreePorts.chosen(settings))) {
            say(String.format(Locale.ROOT, "Ready after %.1f s.", Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0));
            started.greeting().forEach(this::say);
            String why = stop.await();
            say("Stopping: " + why + ".");
        }
        say("Stopped.");
        return 0;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
