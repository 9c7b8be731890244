package io.tidemark.wallboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// What files the program carries, in its jar or, while it is being built, in a directory.
final class Carried {

    private Carried() {}

    /// The names of the files directly in `folder`.
    static List<String> files(String folder) {
        try {
            var url = Objects.requireNonNull(Carried.class.getResource("/" + folder), folder);
            if (url.openConnection() instanceof JarURLConnection jar)
                return jar.getJarFile().stream().map(entry -> entry.getName()).filter(name -> name.startsWith(folder + "/"))
                        .map(name -> name.substring(folder.length() + 1)).filter(name -> !name.isEmpty() && !name.contains("/")).toList();
            try (var files = Files.list(Path.of(URI.create(url.toString())))) {
                return files.map(file -> String.valueOf(file.getFileName())).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
