package io.tidemark.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;

/// Opens the embedded servers and writes numbers to both until it is killed. A number is printed when both have
/// acknowledged it.
final class KilledProgram {

    private KilledProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int next = Integer.parseInt(arguments[1]);
        var servers = EmbeddedServers.open(directory);
        try (var line = RedisLine.open(Address.redisPort(servers), Address.password(directory));
                var connection = DriverManager.getConnection(Address.jdbc(servers));
                var insert = connection.prepareStatement("INSERT INTO written VALUES (?)")) {
            connection.createStatement().execute("CREATE TABLE IF NOT EXISTS written (n int)");
            for (int n = next;; n++) {
                line.ask("SADD", "written", Integer.toString(n));
                insert.setInt(1, n);
                insert.execute();
                System.out.println(n);
            }
        }
    }
}
