package io.tidemark.faults;

import io.tidemark.faults.Installation.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What a node counts, as its operations port tells it.
record Metrics(NodeProcess node) {
    private static final int PATIENCE_MILLIS = 60_000;

    /// The sum of all series that begin like this: a name, or a name with labels.
    double sum(String series) {
        return scrape().lines().filter(line -> line.startsWith(series)).mapToDouble(line -> Double.parseDouble(
                line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    double closes(String reason) {
        return sum("tidemark_ingest_closes_total{reason=\"" + reason + "\"}");
    }

    /// Bytes that the node holds, in its heap and outside, when everything that it could let go is gone.
    long memory() {
        try {
            int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(node.pid()),
                    "GC.run").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            if (exit != 0) throw new IllegalStateException("jcmd: " + exit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return (long) (sum("jvm_memory_used_bytes{area=\"heap\"") + sum("jvm_buffer_memory_used_bytes"));
    }

    private String scrape() {
        try {
            var connection = URI.create("http://127.0.0.1:" + node.opsPort + "/metrics").toURL().openConnection();
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (var in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
