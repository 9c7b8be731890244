package io.tidemark;

import io.tidemark.cli.CommandLineInterface;
import io.tidemark.ingest.IngestLimits;
import io.tidemark.replay.ImportCommand;
import io.tidemark.replay.ReplayCommand;
import java.time.Duration;

/// The program as it is, save that it waits three seconds for slow peers where it waits a minute.
public final class HastyTidemark {
    private static final Duration SHORT = Duration.ofSeconds(3);

    private HastyTidemark() {}

    public static void main(String[] arguments) {
        var usual = IngestLimits.standard();
        var limits = new IngestLimits(usual.sockets(), usual.socketsPerKey(), usual.heartbeat(), SHORT, usual.inFlight(),
                usual.unread(), usual.welcomePatience(), SHORT, usual.drain(), usual.requests(), usual.requestPatience());
        System.exit(CommandLineInterface.of(settings -> Application.open(settings, false, new Patience(limits, SHORT, SHORT)),
                Application::demo, new ReplayCommand(), new ImportCommand()).execute(arguments));
    }
}
