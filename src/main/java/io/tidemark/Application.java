package io.tidemark;

import io.tidemark.cli.Started;
import io.tidemark.cli.Version;
import io.tidemark.ops.Check;
import io.tidemark.ops.Finding;
import io.tidemark.ops.Health;
import io.tidemark.ops.Meters;
import io.tidemark.ops.Operations;
import io.tidemark.postgres.Postgres;
import io.tidemark.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;

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
        var opened = new Opened();
        try {
            return open(settings, opened);
        } catch (Exception e) {
            opened.close();
            throw e;
        }
    }

    private static Application open(Settings settings, Opened opened) throws Exception {
        OpenStores stores = OpenStores.open(settings, opened);
        Meters meters = Meters.open(Version.current(), "");
        Vertx vertx = meters.vertx(new VertxOptions());
        opened.closeWith("Vert.x", vertx::close);
        Postgres postgres = Opened.await(Postgres.open(vertx, stores.databaseUrl()));
        opened.closeWith("PostgreSQL pool", postgres::close);

        var health = new Health(List.of(new Check("postgresql", () -> postgres.ready().map(_ -> new Finding.Fine()))));
        var operations = new Operations(listening(settings, settings.http().opsPort()), health, meters);
        Opened.await(vertx.deployVerticle(operations));
        return new Application(opened,
                List.of("Health and metrics: http://" + settings.http().bind() + ":" + operations.port() + "/health/ready and /metrics"));
    }

    private static HttpServerOptions listening(Settings settings, int port) {
        return new HttpServerOptions().setHost(settings.http().bind()).setPort(port);
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
