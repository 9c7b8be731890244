package io.tidemark.load.start;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The least that a program on the same stores can do at its start: it opens Redis and PostgreSQL, listens, and writes what is posted
/// into a stream.
public final class BareProgram {

    private BareProgram() {}

    /// Arguments: port, address of Redis, address of PostgreSQL.
    public static void main(String[] arguments) throws SQLException {
        StatefulRedisConnection<String, String> redis = RedisClient.create(arguments[1]).connect();
        redis.sync().ping();
        var database = URI.create(arguments[2]);
        var user = database.getUserInfo().split(":", 2);
        var postgres = DriverManager.getConnection(
                "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath(),
                user[0], user[1]);
        postgres.createStatement().execute("SELECT 1");
        var vertx = Vertx.vertx();
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(arguments[0])))
                .requestHandler(request -> request.body().onSuccess(body -> redis.async().xadd("bare", "signal", body.toString())
                        .thenRun(() -> request.response().end("{}"))))
                .listen();
    }
}
