package io.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// The demo's bootstrap key: random, made at its first start and kept in its directory, since every start shows it.
final class DemoKey {

    private static final int BYTES = 16;

    private DemoKey() {}

    static String open(Path directory) throws IOException {
        Path file = directory.resolve("demo-key");
        if (!Files.exists(file)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
                channel.write(UTF_8.encode("demo-" + HexFormat.of().formatHex(random)));
            }
        }
        return Files.readString(file).strip();
    }
}
