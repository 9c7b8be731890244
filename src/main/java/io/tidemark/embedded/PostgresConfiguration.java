package io.tidemark.embedded;

/// The embedded PostgreSQL's whole configuration. What is written is on the disk when it is acknowledged:
/// the library that brings the binaries starts its servers without, as is right for tests only.
final class PostgresConfiguration {

    private PostgresConfiguration() {}

    static String text(int port) {
        return """
                # Written by Tidemark at each start: changes here do not last.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = 128MB
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                password_encryption = 'scram-sha-256'
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_min_messages = warning
                """.formatted(port);
    }
}
