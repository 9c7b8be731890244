package io.tidemark.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.LongSupplier;

/// Processor time that processes have used, user and system together, from `/proc/PID/stat` (proc(5), fields 14 and 15, in ticks of a
/// hundredth of a second). What has ended counts as nothing: measure processes that live through the measurement.
public final class Work {

    private static final double TICKS = 100;

    private final Collection<LongSupplier> pids;
    private double begun;
    private long begunNanos;

    private Work(Collection<LongSupplier> pids) {
        this.pids = pids;
    }

    /// Begins to measure; the pids are asked again at each look.
    public static Work of(Collection<LongSupplier> pids) {
        var work = new Work(pids);
        work.begin();
        return work;
    }

    public void begin() {
        begun = total();
        begunNanos = System.nanoTime();
    }

    /// Processor-seconds since the beginning.
    public double processorSeconds() {
        return total() - begun;
    }

    /// Seconds since the beginning.
    public double seconds() {
        return (System.nanoTime() - begunNanos) / 1e9;
    }

    private double total() {
        double sum = 0;
        for (var pid : pids)
            sum += of(pid.getAsLong());
        return sum;
    }

    /// The same of a process and its children, such as a PostgreSQL with its connections.
    public static double ofFamily(long pid) {
        double children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).mapToDouble(child -> of(child.pid())).sum();
        return of(pid) + children;
    }

    /// Processor-seconds of a process since it began; 0 when it is not there.
    public static double of(long pid) {
        return of(Path.of("/proc/" + pid));
    }

    /// The same of a process or a thread, by its directory in `/proc`.
    static double of(Path directory) {
        try {
            var stat = Files.readString(directory.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }
}
