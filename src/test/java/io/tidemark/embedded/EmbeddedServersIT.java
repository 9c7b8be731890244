package io.tidemark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {

    @TempDir
    Path directory;

    @Test
    void whatIsAcknowledgedIsOnTheDiskAsInProduction() throws Exception {
        try (var servers = EmbeddedServers.open(directory)) {
            try (var line = RedisLine.open(Address.redisPort(servers), Address.password(directory))) {
                assertThat(line.ask("CONFIG", "GET", "appendonly")).containsExactly("appendonly", "yes");
                assertThat(line.ask("CONFIG", "GET", "appendfsync")).containsExactly("appendfsync", "everysec");
                assertThat(line.ask("CONFIG", "GET", "maxmemory-policy")).containsExactly("maxmemory-policy", "noeviction");
            }
            assertThat(show(servers, "fsync")).isEqualTo("on");
            assertThat(show(servers, "synchronous_commit")).isEqualTo("on");
            assertThat(show(servers, "full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void secondStartFindsTheDataOfTheFirstUnderTheSameAddresses() throws Exception {
        String redis;
        String database;
        try (var servers = EmbeddedServers.open(directory)) {
            redis = servers.redisUrl();
            database = servers.databaseUrl();
            try (var line = RedisLine.open(Address.redisPort(servers), Address.password(directory))) {
                line.ask("SET", "kept", "yes");
            }
            execute(servers, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)");
        }
        try (var servers = EmbeddedServers.open(directory)) {
            assertThat(servers.redisUrl()).isEqualTo(redis);
            assertThat(servers.databaseUrl()).isEqualTo(database);
            try (var line = RedisLine.open(Address.redisPort(servers), Address.password(directory))) {
                assertThat(line.ask("GET", "kept")).containsExactly("yes");
            }
            assertThat(query(servers, "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void closeLeavesNoProcess() {
        List<ProcessHandle> processes;
        try (var servers = EmbeddedServers.open(directory)) {
            processes = List.of(servers.redisProcess(), servers.postgresProcess());
            assertThat(processes).allMatch(Leftovers::lives);
        }
        assertThat(processes).noneMatch(Leftovers::lives);
    }

    @Test
    void secondProgramOnTheSameDirectoryIsToldWhoHoldsIt() {
        try (var _ = EmbeddedServers.open(directory, "http://127.0.0.1:8080")) {
            assertThatThrownBy(() -> EmbeddedServers.open(directory)).isInstanceOf(EmbeddedServersException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("pid " + ProcessHandle.current().pid()).hasMessageContaining("started ")
                    .hasMessageContaining("http://127.0.0.1:8080").hasMessageContaining("TIDEMARK_DATA_DIR");
        }
    }

    @Test
    void foreignProgramOnThePortMovesTheServerToAnother() throws Exception {
        try (var servers = EmbeddedServers.open(directory)) {
            execute(servers, "CREATE TABLE kept (n int)");
        }
        Ports ports = Ports.open(directory.resolve("ports"));
        int redis = ports.of("redis");
        int postgres = ports.of("postgres");
        try (var _ = listeningOn(redis); var _ = listeningOn(postgres); var servers = EmbeddedServers.open(directory)) {
            assertThat(Address.redisPort(servers)).isNotEqualTo(redis);
            assertThat(servers.databaseUrl()).doesNotContain(":" + postgres + "/");
            assertThat(query(servers, "SELECT count(*) FROM kept")).isEqualTo("0");
        }
    }

    @Test
    void secretsAreForTheOwnerAloneAndNeverAmongTheArguments() throws Exception {
        try (var servers = EmbeddedServers.open(directory)) {
            String password = Address.password(directory).text();
            for (String file : List.of("password", "redis/redis.conf")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(servers.toString()).doesNotContain(password);
            for (ProcessHandle process : List.of(servers.redisProcess(), servers.postgresProcess())) {
                assertThat(process.info().commandLine().orElse("")).doesNotContain(password);
            }
        }
    }

    @Test
    void serversLiveOutsideTheProgramsProcessGroupSoThatCtrlCIsNotTheirs() throws Exception {
        try (var servers = EmbeddedServers.open(directory)) {
            String ours = group(ProcessHandle.current());
            assertThat(group(servers.redisProcess())).isNotEqualTo(ours);
            assertThat(group(servers.postgresProcess())).isNotEqualTo(ours);
        }
    }

    @Test
    void stalePidFileThatNamesAForeignProcessDoesNotHinderTheStart() throws Exception {
        EmbeddedServers.open(directory).close();
        String foreign = Long.toString(ProcessHandle.current().pid());
        Files.writeString(directory.resolve("postgres/data/postmaster.pid"), foreign + "\n");
        Files.writeString(directory.resolve("redis/redis.pid"), foreign + "\n");
        try (var servers = EmbeddedServers.open(directory)) {
            assertThat(servers.postgresProcess().pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void serverThatIsKilledComesBackAtItsAddressWithItsData() throws Exception {
        try (var servers = EmbeddedServers.open(directory)) {
            String redis = servers.redisUrl();
            String database = servers.databaseUrl();
            try (var line = RedisLine.open(Address.redisPort(servers), Address.password(directory))) {
                line.ask("SET", "kept", "yes");
            }
            execute(servers, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)");
            var killed = List.of(servers.redisProcess(), servers.postgresProcess());
            killed.forEach(ProcessHandle::destroyForcibly);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> !killed.contains(servers.redisProcess()) && !killed.contains(servers.postgresProcess()));
            assertThat(servers.redisUrl()).isEqualTo(redis);
            assertThat(servers.databaseUrl()).isEqualTo(database);
            try (var line = RedisLine.open(Address.redisPort(servers), Address.password(directory))) {
                assertThat(line.ask("GET", "kept")).containsExactly("yes");
            }
            assertThat(query(servers, "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    private static String group(ProcessHandle process) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", Long.toString(process.pid())).start();
        return new String(ps.getInputStream().readAllBytes()).strip();
    }

    private static ServerSocket listeningOn(int port) throws IOException {
        var socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private static String show(EmbeddedServers servers, String setting) throws SQLException {
        return query(servers, "SHOW " + setting);
    }

    private static String query(EmbeddedServers servers, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(Address.jdbc(servers));
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedServers servers, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(Address.jdbc(servers)); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
