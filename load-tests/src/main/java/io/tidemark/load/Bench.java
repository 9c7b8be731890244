package io.tidemark.load;

import io.tidemark.load.process.Installation;
import io.tidemark.load.report.Claims;
import io.tidemark.load.report.Report;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/// What a scenario has: what was asked for, a place for its claims, and processes that end with it.
public final class Bench implements AutoCloseable {

    /// Added to the options of all JVMs where joins and leaves are measured: room for what lives shortly, or a heap that starts small is
    /// collected all the time.
    public static final String ROOM_FOR_TRAFFIC = " -Xmn1g";

    private final Options options;
    private final Claims claims;
    private final Report report;
    private final Vertx vertx = Vertx.vertx();
    private final List<Installation> installations = new ArrayList<>();

    Bench(Options options, Claims claims, Report report) {
        this.options = options;
        this.claims = claims;
        this.report = report;
    }

    public Options options() {
        return options;
    }

    public Length length() {
        return options.length();
    }

    public Claims claims() {
        return claims;
    }

    public Report report() {
        return report;
    }

    /// For the generator's sockets and timers.
    public Vertx vertx() {
        return vertx;
    }

    /// Stores without a node yet: of the run's own, or those that the operator named.
    public Installation installation() {
        return installation(options.jvm());
    }

    /// The same with other options of the JVMs that are measured.
    public Installation installation(String jvm) {
        var installation = new Installation(options.redis(), options.database(), jvm);
        installations.add(installation);
        return installation;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        installations.forEach(Installation::close);
    }
}
