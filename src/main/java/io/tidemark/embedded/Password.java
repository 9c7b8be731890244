package io.tidemark.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The password of both servers: random, made at the first start, kept in a file that only its owner reads.
record Password(String text) {

    private static final int BYTES = 24;

    static Password open(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            PrivateFile.write(unfinished, HexFormat.of().formatHex(random));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Password(Files.readString(file, UTF_8).strip());
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
