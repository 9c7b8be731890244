package io.tidemark.load;

import io.tidemark.load.process.Product;
import io.tidemark.load.report.Claim;
import io.tidemark.load.report.Claims;
import io.tidemark.load.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line: which scenarios, how long, on which servers.
@Command(name = "load-tests", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Measures Tidemark side by side with alternatives, on this machine only.",
        "Writes target/claims.json, target/*.hgrm and target/report.html.",
        "Ends with 1 when a bar is missed (--judge truth: only when a figure was wrong),",
        "with 2 when a scenario could not be run; Maven makes 1 of both."})
final class RunCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "which to run; none: all. See --list")
    List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "lists the scenarios")
    boolean list;

    @Option(names = "--length", paramLabel = "LENGTH", description = "smoke (seconds each), short (all in ten minutes) or full (as the bars say); default ${DEFAULT-VALUE}")
    Length length = Length.SHORT;

    @Option(names = "--minutes", paramLabel = "N", description = "how long million and soak last, whatever the length")
    int minutes;

    @Option(names = "--seed", paramLabel = "N", description = "of everything random; default: a new one, which is printed")
    long seed = new Random().nextInt(1_000_000);

    @Option(names = "--redis", paramLabel = "URL", description = "an empty Redis of this machine to use instead of our own; what is written into it stays there")
    @Nullable
    String redis;

    @Option(names = "--database", paramLabel = "URL", description = "an empty PostgreSQL of this machine to use instead of our own; what is written into it stays there")
    @Nullable
    String database;

    @Option(names = "--jvm", paramLabel = "OPTIONS", split = "\\|", description = "options of the JVMs that are measured, with | between them; default ${DEFAULT-VALUE}")
    List<String> jvm = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx4g");

    @Option(names = "--judge", paramLabel = "WHAT", description = "what makes the run fail: bars (default, but for smoke) or truth")
    @Nullable
    Judge judge;

    /// What makes a run fail.
    enum Judge {
        BARS, TRUTH
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Scenarios.ALL.forEach(scenario -> System.out.printf("%-14s %s%n", scenario.name(), scenario.purpose()));
            return ExitCode.OK;
        }
        var chosen = names.isEmpty() ? Scenarios.ALL : names.stream().map(this::find).toList();
        try {
            Outside.check(redis, database, chosen);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        var options = new Options(length, minutes, seed, redis, database, String.join(" ", jvm));
        Product.jar();
        var claims = new Claims();
        var report = new Report(Product.directory().resolve("target"), claims);
        String how = Instant.now().toString().substring(0, 16) + "Z, length " + length.name().toLowerCase(java.util.Locale.ROOT)
                + (minutes > 0 ? ", " + minutes + " minutes" : "") + (redis != null ? ", Redis " + redis : "")
                + (database != null ? ", a database of the operator" : "") + ", seed " + seed + ", JVM " + options.jvm();
        System.out.println(how + "\n" + claims.machine());
        for (Scenario scenario : chosen)
            run(scenario, options, claims, report, how);
        System.out.println("Report: " + report(how, report));
        return verdict(claims, report);
    }

    private static java.nio.file.Path report(String how, Report report) throws java.io.IOException {
        report.write(how);
        return Product.directory().resolve("target/report.html");
    }

    private Scenario find(String name) {
        return Scenarios.ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst()
                .orElseThrow(() -> wrong("no scenario is called \"" + name + "\"; there are "
                        + String.join(", ", Scenarios.ALL.stream().map(Scenario::name).toList())));
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }

    private static void run(Scenario scenario, Options options, Claims claims, Report report, String how) throws java.io.IOException {
        System.out.println("\n" + scenario.name() + ": " + scenario.purpose());
        report.scenario(scenario.name(), scenario.purpose());
        long begun = System.nanoTime();
        try (var bench = new Bench(options, claims, report)) {
            scenario.run(bench);
        } catch (Exception | AssertionError e) {
            System.out.println("  ✗ failed: " + e);
            e.printStackTrace(System.out);
            report.failed(scenario.name(), e);
        }
        System.out.printf("  (%d s)%n", Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        report.write(how);
    }

    private int verdict(Claims claims, Report report) {
        var missed = claims.all().stream().filter(claim -> !claim.holds()).filter(this::counts).map(Claim::claim).toList();
        if (!missed.isEmpty()) System.out.println("Missed: " + String.join(", ", missed));
        if (!report.failures().isEmpty()) System.out.println("Failed: " + String.join("; ", report.failures()));
        return !report.failures().isEmpty() ? 2 : missed.isEmpty() ? 0 : 1;
    }

    /// Figures that must be true whatever the machine does.
    private boolean counts(Claim claim) {
        var judged = judge != null ? judge : length == Length.SMOKE ? Judge.TRUTH : Judge.BARS;
        return judged == Judge.BARS || claim.claim().endsWith(".truth") || claim.claim().equals("storm.false-peaks")
                || claim.claim().equals("soak.drift");
    }
}
