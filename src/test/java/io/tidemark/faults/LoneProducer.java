package io.tidemark.faults;

import io.tidemark.producer.Producer;
import io.tidemark.producer.ProducerListener;
import io.tidemark.producer.ProducerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/// A platform in a process of its own, to be killed and stopped: it fills a master with so many sessions, says so, and then replaces one
/// by another again and again, so that as many live at every moment; or leaves them as they are.
final class LoneProducer implements AutoCloseable {
    private static final String FILLED = "filled";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Process process;

    private LoneProducer(Process process) {
        this.process = process;
    }

    /// Starts it, and waits until its sessions are acknowledged.
    static LoneProducer start(URI server, String master, int sessions, boolean goesOn) throws IOException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=logback.xml", "-cp",
                System.getProperty("java.class.path"), LoneProducer.class.getName(), server.toString(), master,
                Integer.toString(sessions), Boolean.toString(goesOn)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        for (String said = process.inputReader().readLine(); !FILLED.equals(said); said = process.inputReader().readLine())
            if (said == null) throw new IllegalStateException("the producer ended");
        return new LoneProducer(process);
    }

    long pid() {
        return process.pid();
    }

    /// `kill -9`.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    static void main(String[] arguments) {
        var vertx = Vertx.vertx();
        String master = arguments[1];
        var options = ProducerOptions.of(URI.create(arguments[0]), Installation.KEY, "lone").withAccounts(List.of(master))
                .withTimeout(TIMEOUT);
        var producer = Producer.start(vertx, options, ProducerListener.NONE);
        var live = new ArrayDeque<String>();
        String prefix = ProcessHandle.current().pid() + "-";
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            live.add(prefix + i);
            producer.send(signal("join", prefix + i));
        }
        producer.flush().onComplete(_ -> {
            System.out.println(FILLED);
            if (Boolean.parseBoolean(arguments[3])) vertx.setPeriodic(2, turn -> {
                producer.send(signal("leave", live.remove()));
                live.add(prefix + "later-" + turn + "-" + System.nanoTime());
                producer.send(signal("join", live.getLast()));
            });
        }, _ -> System.exit(1));
    }

    private static JsonObject signal(String type, String session) {
        var signal = new JsonObject().put("type", type).put("session", session);
        return type.equals("leave") ? signal : signal.put("event", "e").put("kind", "meeting").put("role", "speaker");
    }
}
