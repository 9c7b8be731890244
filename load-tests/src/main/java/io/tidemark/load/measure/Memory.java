package io.tidemark.load.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Memory of a process.
public final class Memory {

    private Memory() {}

    /// Bytes that it keeps in memory (proc(5), VmRSS of `/proc/PID/status`).
    public static long resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes of a JVM's heap that are in use after a full collection, which this asks for (`jcmd PID GC.run`, then `GC.heap_info`).
    public static long heap(long pid) {
        jcmd(pid, "GC.run");
        long used = 0;
        for (String line : jcmd(pid, "GC.heap_info").split("\n")) {
            var found = java.util.regex.Pattern.compile("used (\\d+)K").matcher(line);
            if (found.find() && !line.contains("etaspace") && !line.contains("class space")) used += Long.parseLong(found.group(1)) * 1024;
        }
        if (used == 0) throw new IllegalStateException("jcmd " + pid + " GC.heap_info says nothing of the heap");
        return used;
    }

    private static String jcmd(long pid, String command) {
        try {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var process = new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes());
            process.waitFor(1, TimeUnit.MINUTES);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
