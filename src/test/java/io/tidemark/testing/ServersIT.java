package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServersIT {

    @RegisterExtension
    static final Servers servers = new Servers();

    @Test
    void aClassHasARedisOfItsOwn() {
        var redis = URI.create(servers.redisUrl());
        assertThat(RedisLine.send(redis, "INCR aClassHasARedisOfItsOwn")).isEqualTo("1");
    }

    @Test
    void aClassHasADatabaseOfItsOwn() throws SQLException {
        try (var connection = DriverManager.getConnection(servers.jdbcUrl()); var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (x int)");
            assertThat(connection.getCatalog()).startsWith("t_");
        }
        assertThat(servers.databaseUrl()).matches("postgresql://\\w+:\\w+@[\\w.]+:\\d+/t_\\w+");
    }

    @Test
    void aRedisProcessKeepsItsAppendOnlyFileOverAKill() {
        try (var redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always")) {
            redis.send("SET a 1");
            redis.kill();
            assertThatThrownBy(() -> redis.send("PING")).hasMessageContaining("PING");
            redis.startAgain();
            assertThat(redis.send("GET a")).isEqualTo("1");
        }
    }

    @Test
    void aPostgresProcessKeepsItsDataOverAStop() throws SQLException {
        try (var postgres = PostgresProcess.start()) {
            var jdbc = Servers.jdbc(URI.create(postgres.url()));
            try (var connection = DriverManager.getConnection(jdbc); var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (x int)");
            }
            postgres.stop();
            assertThatThrownBy(() -> DriverManager.getConnection(jdbc)).isInstanceOf(SQLException.class);
            postgres.startAgain();
            postgres.freeze();
            postgres.thaw();
            try (var connection = DriverManager.getConnection(jdbc); var statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("INSERT INTO kept VALUES (1)")).isEqualTo(1);
            }
        }
    }

    @Test
    void threeMastersServeAllSlots() {
        try (var cluster = RedisClusterProcesses.start()) {
            assertThat(cluster.masters()).allMatch(master -> master.send("CLUSTER INFO").contains("cluster_slots_ok:16384"));
            assertThat(cluster.url()).matches("redis://127.0.0.1:\\d+,127.0.0.1:\\d+,127.0.0.1:\\d+");
        }
    }
}
