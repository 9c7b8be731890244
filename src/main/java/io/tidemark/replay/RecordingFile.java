package io.tidemark.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file that a recording is read from; `-` is the standard input.
final class RecordingFile {
    private RecordingFile() {}

    /// Its size in bytes, or -1 when nobody knows.
    static long size(String file) {
        try {
            return file.equals("-") ? -1 : Files.size(Path.of(file));
        } catch (IOException _) {
            return -1;
        }
    }

    static InputStream open(String file) throws IOException {
        if (file.equals("-")) return System.in;
        if (!Files.isRegularFile(Path.of(file)) && !Files.isReadable(Path.of(file))) throw new IOException("no such file");
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) throw new IOException("cannot be read");
        return Files.newInputStream(Path.of(file));
    }
}
