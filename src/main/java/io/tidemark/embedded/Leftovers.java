package io.tidemark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Processes that a former program of this directory left running.
///
/// The proof is the executable: it lies in the directory, so whoever runs it serves this directory and no other.
/// A pid file alone proves nothing, since pids come round again.
final class Leftovers {

    private static final Duration ENDING = Duration.ofSeconds(2);

    private final Path executables;
    private final Function<ProcessHandle, Optional<String>> executable;

    Leftovers(Path executables) {
        this(executables, process -> process.info().command());
    }

    Leftovers(Path executables, Function<ProcessHandle, Optional<String>> executable) {
        this.executables = executables;
        this.executable = executable;
    }

    /// All live processes that run one of our executables with one of these names.
    List<ProcessHandle> running(String... names) {
        List<String> wanted = List.of(names);
        return ProcessHandle.allProcesses().filter(process -> executable.apply(process).map(Path::of)
                .filter(path -> path.startsWith(executables) && wanted.contains(String.valueOf(path.getFileName())))
                .isPresent())
                .toList();
    }

    /// Refuses to go on when the pid file names a live process whose executable we may not see: it may be ours. One that is just ending
    /// shows none either, so it is given two seconds.
    void requireVisible(Path pidFile) throws IOException, InterruptedException {
        if (!Files.exists(pidFile)) {
            return;
        }
        String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        if (first.matches("\\d{1,10}")) {
            var process = ProcessHandle.of(Long.parseLong(first));
            if (process.isPresent() && staysHidden(process.get())) {
                throw new EmbeddedServersException("""
                        %s names process %s, which lives and belongs to another user: it may be this directory's \
                        server. Start Tidemark as that user, or stop the process, or remove the file if it is \
                        another program.""".formatted(pidFile, first));
            }
        }
    }

    private boolean staysHidden(ProcessHandle process) throws InterruptedException {
        long deadline = System.nanoTime() + ENDING.toNanos();
        while (lives(process) && executable.apply(process).isEmpty()) {
            if (System.nanoTime() > deadline) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return false;
    }

    /// Waits for the end of all of them; false when some still live at the end of the time.
    static boolean ended(List<ProcessHandle> processes, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (ProcessHandle process : processes) {
            while (lives(process)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        return true;
    }

    /// Whether it still runs. A process that has ended and waits to be noticed by its parent does not: our servers' parent
    /// is the first process of the system, which in a container may never notice anything.
    static boolean lives(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return false;
        }
    }
}
