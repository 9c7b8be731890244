package io.tidemark.load.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All claims of a run, in the order in which they were made. From one thread.
public final class Claims {

    private final List<Claim> claims = new ArrayList<>();
    private final String machine = Machine.describe();

    /// A figure that must be at least `bar`.
    public void atLeast(String claim, double value, String unit, double bar, String against, long n) {
        add(new Claim(claim, value, unit, bar, false, against, n));
    }

    /// A figure that must be at most `bar`.
    public void atMost(String claim, double value, String unit, double bar, String against, long n) {
        add(new Claim(claim, value, unit, bar, true, against, n));
    }

    /// A figure without a bar.
    public void shown(String claim, double value, String unit, String against, long n) {
        add(new Claim(claim, value, unit, null, false, against, n));
    }

    /// How much of what the product showed differs from the ledger of a scenario: must be nothing.
    public void truth(String scenario, double differences, String what, long n) {
        add(new Claim(scenario + ".truth", differences, "differences", 0.0, true, what, n));
    }

    private void add(Claim claim) {
        claims.add(claim);
        System.out.printf("  %s %s = %s %s%s%n", claim.holds() ? "✓" : "✗", claim.claim(), Figures.of(claim.value()), claim.unit(),
                claim.bar() == null ? "" : " (bar " + (claim.atMost() ? "≤ " : "≥ ") + Figures.of(claim.bar()) + ")");
    }

    public List<Claim> all() {
        return List.copyOf(claims);
    }

    public String machine() {
        return machine;
    }

    /// Writes them as an array of `{claim, value, unit, bar, holds, against, n, machine}`.
    void write(Path file) throws IOException {
        var array = new JsonArray();
        for (var claim : claims)
            array.add(new JsonObject().put("claim", claim.claim()).put("value", claim.value()).put("unit", claim.unit())
                    .put("bar", claim.bar()).put("holds", claim.holds()).put("against", claim.against()).put("n", claim.n())
                    .put("machine", machine));
        Files.writeString(file, array.encodePrettily() + "\n");
    }
}
