package io.tidemark.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// The few questions that a start asks of the embedded PostgreSQL.
///
/// @param port where it listens on 127.0.0.1
/// @param password of the user whom we made
record PostgresLine(int port, Password password) {

    static final String DATABASE = "tidemark";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String STARTING = "57P03";
    private static final int PATIENCE_SECONDS = 60;

    /// Makes our database if it is missing; waits while the server recovers from a crash.
    void prepare() throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                connect(DATABASE).close();
                return;
            } catch (SQLException e) {
                if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
                    create();
                } else if (!STARTING.equals(e.getSQLState()) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private void create() throws SQLException {
        try (var connection = connect("postgres"); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    /// The setting as the server has it.
    String show(String setting) throws SQLException {
        try (var connection = connect(DATABASE);
                var statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, setting);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", PostgresPrograms.USER);
        properties.setProperty("password", password.text());
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }
}
