package io.tidemark;

import io.tidemark.cli.Started;
import io.tidemark.cli.Version;
import io.tidemark.ops.ClusterFigures;
import io.tidemark.ops.ClusterRenewal;
import io.tidemark.ops.Health;
import io.tidemark.ops.Meters;
import io.tidemark.ops.Operations;
import io.tidemark.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The program, wired by hand: every part is opened here, given what it needs, and closed in the reverse order.
public final class Application implements Started {
    private final Opened opened;
    private final List<String> greeting;

    private Application(Opened opened, List<String> greeting) {
        this.opened = opened;
        this.greeting = List.copyOf(greeting);
    }

    /// Opens all of it; after a failure nothing is left open.
    public static Application open(Settings settings) throws Exception {
        return open(settings, false, Patience.standard());
    }

    /// The same, with a made-up platform that feeds it.
    public static Application demo(Settings settings) throws Exception {
        return open(settings, true, Patience.standard());
    }

    static Application open(Settings settings, boolean isDemo, Patience patience) throws Exception {
        var opened = new Opened();
        try {
            return new Application(opened, greeting(settings, isDemo, patience, opened));
        } catch (Exception e) {
            opened.close();
            throw e;
        }
    }

    private static List<String> greeting(Settings settings, boolean isDemo, Patience patience, Opened opened) throws Exception {
        Meters meters = Meters.open(Version.current(), "");
        var making = CompletableFuture.supplyAsync(() -> meters.vertx(new VertxOptions().setPreferNativeTransport(true)));
        opened.closeWith("Vert.x", () -> making.join().close());
        OpenStores stores = OpenStores.open(settings, opened);
        FreePorts.check(settings.http());
        Vertx vertx = making.join();
        Node node = Node.open(settings, stores, meters, vertx, opened);
        History.open(node, opened);
        var http = settings.http();
        var health = new Health(Readiness.of(node));
        var operations = new Operations(new HttpServerOptions().setHost(http.bind()).setPort(http.opsPort()), health, meters);
        Opened.await(vertx.deployVerticle(operations));
        var figures = new ClusterFigures();
        meters.cluster().register(figures);
        Opened.await(vertx
                .deployVerticle(new ClusterRenewal(new MasterFigures(node.accounts(), node.redis().store(), node.clock())::read, figures)));
        String publicUrl = PublicPort.open(node, isDemo, patience, opened);
        opened.closeWith("readiness", () -> {
            health.drain();
            return Future.succeededFuture();
        });
        var greeting = new ArrayList<String>();
        greeting.add("Wallboard and API:  " + publicUrl);
        greeting.add("Health and metrics: http://" + http.bind() + ":" + operations.port() + "/health/ready, /metrics, /metrics/cluster");
        Opened.await(node.firstKey()).ifPresent(key -> greeting.add("Bootstrap key (shown this once, keep it): " + key));
        if (isDemo) greeting.addAll(Demo.open(node, publicUrl, opened));
        health.open();
        return greeting;
    }

    @Override
    public List<String> greeting() {
        return greeting;
    }

    @Override
    public void close() {
        opened.close();
    }
}
