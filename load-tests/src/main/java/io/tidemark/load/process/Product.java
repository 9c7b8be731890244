package io.tidemark.load.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/// The product's one jar, built when it is not there or older than its sources.
public final class Product {

    private static final Path DIRECTORY = Path.of(System.getProperty("load.directory", ".")).toAbsolutePath().normalize();

    private Product() {}

    /// Where these load tests are.
    public static Path directory() {
        return DIRECTORY;
    }

    public static Path jar() {
        var root = DIRECTORY.getParent();
        var jar = root.resolve("target/tidemark.jar");
        try {
            if (!Files.exists(jar) || newest(root.resolve("src/main")) > Files.getLastModifiedTime(jar).toMillis()) {
                build(root);
                // a build that finds nothing new leaves the jar as it is
                Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long newest(Path sources) throws IOException {
        try (var files = Files.walk(sources)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        }
    }

    private static void build(Path root) throws IOException {
        System.out.println("Building the product …");
        try {
            var build = new ProcessBuilder(List.of("./mvnw", "-q", "-DskipTests", "package")).directory(root.toFile()).inheritIO().start();
            if (build.waitFor() != 0) throw new IllegalStateException("the product could not be built: ./mvnw -DskipTests package");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
