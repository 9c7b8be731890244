package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/// The `redis-server` that tests start: the one that the product carries, or the system's when [ServerSource#DEBIAN] is asked for.
final class RedisBinary {

    private static final class Found {
        static final Path PATH = find();
    }

    private RedisBinary() {}

    static Path path() {
        return Found.PATH;
    }

    private static Path find() {
        if (ServerSource.chosen() == ServerSource.DEBIAN) {
            var installed = Path.of("/usr/bin/redis-server");
            if (!Files.isExecutable(installed)) throw new IllegalStateException(installed + " is not installed");
            return installed;
        }
        try {
            return ExecutableProvider.newJarResourceProvider(Scratch.directory("redis-binary").toFile()).get().toPath().toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
