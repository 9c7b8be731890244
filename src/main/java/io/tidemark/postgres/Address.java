package io.tidemark.postgres;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// One database, for the two drivers that reach it: Vert.x's for all work, JDBC for migrations.
///
/// What `sslmode` promises is the same in both: `verify-ca` and `verify-full` check against the certificates that
/// the Java runtime trusts, the modes below believe whoever answers.
record Address(PgConnectOptions options) {

    private static final int CONNECT_SECONDS = 10;

    static Address parse(String databaseUrl) {
        PgConnectOptions options = PgConnectOptions.fromUri(databaseUrl);
        options.setCachePreparedStatements(true);
        options.addProperty("application_name", "tidemark");
        if (options.getSslMode() != SslMode.DISABLE) options.setSslOptions(encryption(options.getSslMode()));
        return new Address(options);
    }

    private static ClientSSLOptions encryption(SslMode mode) {
        return switch (mode) {
            case VERIFY_FULL -> new ClientSSLOptions().setTrustOptions(javaTrust()).setHostnameVerificationAlgorithm("HTTPS");
            case VERIFY_CA -> new ClientSSLOptions().setTrustOptions(javaTrust()).setHostnameVerificationAlgorithm("");
            case DISABLE, ALLOW, PREFER, REQUIRE -> new ClientSSLOptions().setTrustAll(true).setHostnameVerificationAlgorithm("");
        };
    }

    private static TrustOptions javaTrust() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            @Nullable
            KeyStore javas = null;
            factory.init(javas);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime trusts no certificates", e);
        }
    }

    static NetClientOptions sockets() {
        return new NetClientOptions().setConnectTimeout(CONNECT_SECONDS * 1000).setTcpKeepAlive(true);
    }

    PGSimpleDataSource jdbc() {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[]{options.getHost()});
        source.setPortNumbers(new int[]{options.getPort()});
        source.setDatabaseName(options.getDatabase());
        source.setUser(options.getUser());
        source.setPassword(options.getPassword());
        source.setSslMode(options.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (options.getSslMode() == SslMode.VERIFY_CA || options.getSslMode() == SslMode.VERIFY_FULL) {
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        source.setGssEncMode("disable");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setApplicationName("tidemark");
        return source;
    }

    @Override
    public String toString() {
        return options.getHost() + ":" + options.getPort() + "/" + options.getDatabase();
    }
}
