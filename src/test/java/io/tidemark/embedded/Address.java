package io.tidemark.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// Takes apart what [EmbeddedServers] gives, as its users do.
final class Address {

    private Address() {}

    static int redisPort(EmbeddedServers servers) {
        return URI.create(servers.redisUrl()).getPort();
    }

    static Password password(Path directory) throws IOException {
        return Password.open(directory.resolve("password"));
    }

    static String jdbc(EmbeddedServers servers) {
        URI uri = URI.create(servers.databaseUrl());
        String[] user = uri.getUserInfo().split(":");
        return "jdbc:postgresql://127.0.0.1:%d%s?user=%s&password=%s".formatted(uri.getPort(), uri.getPath(), user[0], user[1]);
    }
}
