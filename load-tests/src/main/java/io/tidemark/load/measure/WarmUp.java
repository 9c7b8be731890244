package io.tidemark.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Turns that are not measured, for a JVM whose compilers still work: on two cores they use as much as the program for its first minute,
/// and what they use then is not what a signal costs.
public final class WarmUp {

    /// Of a turn's work, what the compilers may use when a JVM is called warm.
    private static final double RESTING = 0.04;

    private WarmUp() {}

    /// Takes turns until the JVM's compilers rest, two at least, as long as `seconds` are not over.
    public static void of(long pid, double seconds, Rounds.Turn turn) throws Exception {
        if (seconds <= 0) return;
        long until = System.nanoTime() + (long) (seconds * 1e9);
        double share = 1;
        for (int turns = 0; System.nanoTime() < until && (turns < 2 || share > RESTING); turns++) {
            double all = Work.of(pid);
            double compilers = compilers(pid);
            turn.run();
            share = (compilers(pid) - compilers) / Math.max(0.01, Work.of(pid) - all);
        }
        System.out.printf("  warm: compilers used %.0f %% of the last turn%n", share * 100);
    }

    /// Processor-seconds of a JVM's compiler threads, from `/proc/PID/task/TID/stat`; the name of a thread is cut after 15 characters.
    private static double compilers(long pid) throws IOException {
        double sum = 0;
        try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (var thread : threads)
                if (isCompiler(thread)) sum += Work.of(thread);
        }
        return sum;
    }

    private static boolean isCompiler(Path thread) {
        try {
            var name = Files.readString(thread.resolve("comm"));
            return name.startsWith("C1 CompilerThre") || name.startsWith("C2 CompilerThre");
        } catch (IOException gone) {
            return false;
        }
    }
}
