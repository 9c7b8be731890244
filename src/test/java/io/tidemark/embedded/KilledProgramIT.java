package io.tidemark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProgramIT {

    private static final int ROUNDS = 9;

    @TempDir
    Path directory;

    @AfterEach
    void endWhatIsLeft() throws IOException {
        new Leftovers(directory.toRealPath().resolve("servers")).running("redis-server", "postgres")
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void nineKillsInARowLoseNothingThatWasAcknowledged() throws Exception {
        var random = new Random(9);
        var acknowledged = new ArrayList<Integer>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean serversToo = round % 3 == 2;
            acknowledged.addAll(writeUntilKilled(round * 100_000, 20 + random.nextInt(200), serversToo));
        }
        try (var servers = EmbeddedServers.open(directory)) {
            assertThat(inRedis(servers)).containsAll(acknowledged);
            assertThat(inPostgres(servers)).containsAll(acknowledged);
        }
    }

    @Test
    void serversThatAKilledProgramLeftAreTakenOverAsTheyAre() throws Exception {
        writeUntilKilled(1, 1, false);
        List<ProcessHandle> left = new Leftovers(directory.toRealPath().resolve("servers")).running("redis-server");
        assertThat(left).hasSize(1);
        try (var servers = EmbeddedServers.open(directory)) {
            assertThat(servers.redisProcess()).isEqualTo(left.getFirst());
            assertThat(inPostgres(servers)).contains(1);
        }
    }

    @Test
    void serverThatAKilledProgramLeftWithOtherSettingsIsReplaced() throws Exception {
        writeUntilKilled(1, 1, false);
        var leftovers = new Leftovers(directory.toRealPath().resolve("servers"));
        ProcessHandle left = leftovers.running("redis-server").getFirst();
        int port = Ports.open(directory.resolve("ports")).of("redis");
        try (var line = RedisLine.open(port, Address.password(directory))) {
            line.ask("CONFIG", "SET", "appendfsync", "no");
        }
        try (var servers = EmbeddedServers.open(directory)) {
            assertThat(servers.redisProcess()).isNotEqualTo(left);
            assertThat(leftovers.running("redis-server")).containsExactly(servers.redisProcess());
            assertThat(inRedis(servers)).contains(1);
        }
    }

    @Test
    void directoryOfAnotherLiveProgramIsRefusedWithItsName() throws Exception {
        Process program = program(1);
        try (var lines = new BufferedReader(new InputStreamReader(program.getInputStream()))) {
            while (!lines.readLine().equals("1")) {
                assertThat(program.isAlive()).isTrue();
            }
            assertThatThrownBy(() -> EmbeddedServers.open(directory)).isInstanceOf(EmbeddedServersException.class)
                    .hasMessageContaining("pid " + program.pid());
        } finally {
            program.destroyForcibly().waitFor();
        }
        EmbeddedServers.open(directory).close();
    }

    private List<Integer> writeUntilKilled(int from, int count, boolean serversToo) throws IOException, InterruptedException {
        Process program = program(from);
        var acknowledged = new ArrayList<Integer>();
        try (var lines = new BufferedReader(new InputStreamReader(program.getInputStream()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("\\d+")) {
                    acknowledged.add(Integer.parseInt(line));
                }
                if (acknowledged.size() == count) {
                    kill(program, serversToo);
                }
            }
        }
        program.waitFor();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(count);
        return acknowledged;
    }

    private Process program(int from) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), KilledProgram.class.getName(), directory.toString(),
                Integer.toString(from)).redirectError(Redirect.INHERIT).start();
    }

    private void kill(Process program, boolean serversToo) throws IOException {
        program.toHandle().destroyForcibly();
        if (serversToo) {
            new Leftovers(directory.toRealPath().resolve("servers")).running("redis-server", "postgres")
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    private List<Integer> inRedis(EmbeddedServers servers) throws IOException {
        try (var line = RedisLine.open(Address.redisPort(servers), Address.password(directory))) {
            return line.ask("SMEMBERS", "written").stream().map(Integer::valueOf).toList();
        }
    }

    private static List<Integer> inPostgres(EmbeddedServers servers) throws Exception {
        var numbers = new ArrayList<Integer>();
        try (var connection = DriverManager.getConnection(Address.jdbc(servers));
                var rows = connection.createStatement().executeQuery("SELECT n FROM written")) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        return numbers;
    }
}
