package io.tidemark.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/// The servers' executables, unpacked once into `servers/` of the data directory.
///
/// A version has a folder of its own, named after its archive and the archive's size, and appears in one move:
/// a start that was cut short leaves nothing that looks whole, and a running server's files are never touched.
final class Binaries {

    private final Path root;
    private final Platform platform;

    Binaries(Path root, Platform platform) {
        this.root = root;
        this.platform = platform;
    }

    /// The folder under which every executable of ours lies, whatever its version.
    Path root() {
        return root;
    }

    /// The Redis executable.
    Path redis() throws IOException {
        URL source = first(List.of(platform.redis()));
        Path home = unpacked(platform.redis(), source, folder -> {
            Path executable = folder.resolve("redis-server");
            try (var in = source.openStream()) {
                Files.copy(in, executable);
            }
            Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
        });
        return home.resolve("redis-server");
    }

    /// The folder that holds PostgreSQL's `bin`, `lib` and `share`.
    Path postgres() throws IOException {
        URL source = first(platform.postgres());
        return unpacked(platform.postgres().getLast(), source, folder -> {
            try (var in = new BufferedInputStream(source.openStream(), 1 << 16)) {
                Archive.unpack(in, folder);
            }
        });
    }

    private Path unpacked(String name, URL source, Unpacking unpacking) throws IOException {
        URLConnection connection = source.openConnection();
        Path home = root.resolve(name.replace(".txz", "") + "-" + connection.getContentLengthLong());
        connection.getInputStream().close();
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(root);
        Path unfinished = root.resolve(home.getFileName() + ".unfinished");
        Trees.delete(unfinished);
        Files.createDirectory(unfinished);
        unpacking.into(unfinished);
        return Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static URL first(List<String> names) {
        return names.stream().map(name -> Binaries.class.getResource("/" + name)).filter(Objects::nonNull).findFirst()
                .orElseThrow(() -> new EmbeddedServersException(
                        "This build of Tidemark carries no " + names.getLast() + ": use the complete jar, or "
                                + "give Tidemark your own servers: TIDEMARK_REDIS_URL and TIDEMARK_DATABASE_URL."));
    }

    @FunctionalInterface
    private interface Unpacking {
        void into(Path folder) throws IOException;
    }
}
