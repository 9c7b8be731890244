package io.tidemark.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A Java file as text, and what the house asks of it.
record SourceFile(Path path, List<String> lines) {

    private static final Pattern PUBLIC_TYPE = Pattern
            .compile("public (?:\\w+ |non-sealed )*(?:class|interface|@interface|record|enum) .*");
    private static final Pattern LEFT_UNDONE = Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b|@Disabled|assumeTrue");

    /// All Java files below a directory.
    static List<SourceFile> below(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(SourceFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path path) {
        try {
            return new SourceFile(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The public types at the top of the file that no doc comment stands before.
    Stream<String> undocumentedTypes() {
        return IntStream.range(0, lines.size()).filter(at -> PUBLIC_TYPE.matcher(lines.get(at)).matches()).filter(at -> !documented(at))
                .mapToObj(at -> path + ": " + lines.get(at));
    }

    /// The lines that say that something is not finished or not run.
    Stream<String> leftUndone() {
        return lines.stream().filter(line -> LEFT_UNDONE.matcher(line).find()).map(line -> path + ": " + line.strip());
    }

    boolean isNullMarkedPackage() {
        return path.endsWith("package-info.java") && lines.contains("@NullMarked") && lines.getFirst().startsWith("///");
    }

    private boolean documented(int type) {
        var at = type - 1;
        while (at >= 0 && (lines.get(at).startsWith("@") || lines.get(at).startsWith("    ") || lines.get(at).startsWith(")"))) at--;
        return at >= 0 && (lines.get(at).startsWith("///") || lines.get(at).strip().endsWith("*/"));
    }
}
