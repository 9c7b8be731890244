package io.tidemark.load.report;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// The page of a run, with the claims beside it: `claims.json`, `NAME.hgrm` (HdrHistogram percentiles), `report.html`.
public final class Report {

    private final Path directory;
    private final Claims claims;
    private final List<String> sections = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    public Report(Path directory, Claims claims) throws IOException {
        this.directory = directory;
        this.claims = claims;
        Files.createDirectories(directory);
    }

    /// Begins the part of a scenario.
    public void scenario(String name, String purpose) {
        sections.add("<h2 id=\"" + Html.text(name) + "\">" + Html.text(name) + "</h2><p>" + Html.text(purpose) + "</p>");
    }

    /// A paragraph.
    public void say(String text) {
        sections.add("<p>" + Html.text(text) + "</p>");
        System.out.println("  " + text);
    }

    /// Lines as they are, for command lists.
    public void list(String title, List<String> lines) {
        sections.add(
                "<details><summary>" + Html.text(title) + "</summary><pre>" + Html.text(String.join("\n", lines)) + "</pre></details>");
    }

    /// Rows of figures under their heads.
    public void table(List<String> heads, List<List<String>> rows) {
        var table = new StringBuilder("<div class=\"wide\"><table><tr>");
        heads.forEach(head -> table.append("<th>").append(Html.text(head)).append("</th>"));
        table.append("</tr>");
        for (var row : rows) {
            table.append("<tr>");
            row.forEach(cell -> table.append("<td>").append(Html.text(cell)).append("</td>"));
            table.append("</tr>");
        }
        sections.add(table.append("</table></div>").toString());
    }

    public void chart(Chart chart) {
        sections.add(chart.svg());
    }

    /// Latencies in milliseconds by percentile, from a histogram of microseconds; its percentile file lies beside the page.
    public void latencies(String name, Histogram micros) throws IOException {
        latencies(name, List.of(name), List.of(micros));
    }

    /// Several in one picture.
    public void latencies(String title, List<String> names, List<Histogram> micros) throws IOException {
        var curves = new ArrayList<Chart.Curve>();
        for (int i = 0; i < names.size(); i++) {
            try (var out = new PrintStream(new FileOutputStream(directory.resolve(names.get(i) + ".hgrm").toFile()), false,
                    StandardCharsets.UTF_8)) {
                micros.get(i).outputPercentileDistribution(out, 1_000.0);
            }
            var points = new ArrayList<double[]>();
            for (var value : micros.get(i).percentiles(5))
                if (value.getPercentileLevelIteratedTo() < 100)
                    points.add(new double[]{1 / (1 - value.getPercentileLevelIteratedTo() / 100), value.getValueIteratedTo() / 1_000.0});
            curves.add(new Chart.Curve(names.get(i), points));
        }
        chart(new Chart(title, "one in … (2: median, 100: p99)", "ms", true, curves));
    }

    /// A scenario that could not be run to its end.
    public void failed(String scenario, Throwable cause) {
        failures.add(scenario + ": " + cause);
        sections.add("<p class=\"no\">Failed: " + Html.text(cause.toString()) + "</p>");
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /// Writes all of it as it is now.
    public void write(String how) throws IOException {
        if (!claims.all().isEmpty()) claims.write(directory.resolve("claims.json"));
        Files.writeString(directory.resolve("report.html"), page(how));
    }

    private String page(String how) {
        var page = new StringBuilder(
                """
                        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                        <title>Tidemark, measured</title><style>
                        body{font:16px/1.5 system-ui,sans-serif;max-width:1200px;margin:2rem auto;padding:0 1rem;color:#1c1917;background:#fff}
                        table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.3rem .7rem;border-bottom:1px solid #d6d3d1;text-align:left;vertical-align:top}
                        .wide{overflow-x:auto}.wide td:last-child{min-width:9rem}.claims td{white-space:nowrap}.claims td:last-child{white-space:normal;min-width:18rem}p,pre,figure{max-width:900px}.yes{color:#15803d}.no{color:#b91c1c}figure{margin:1.5rem 0}figcaption{font-weight:600}
                        svg{width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#57534e}.grid{stroke:#e7e5e4}.key{margin:0;font-size:.9rem}pre{overflow-x:auto;background:#f5f5f4;padding:1rem}
                        @media(max-width:800px){.claims tr{display:block;padding:.5rem 0;border-bottom:1px solid #d6d3d1}.claims th{display:none}.claims td{display:inline-block;border:0;padding:0 1rem .2rem 0;white-space:normal}.claims td:first-child{display:block;font-weight:600}.claims td:last-child{display:block;min-width:0;color:#57534e}}
                        </style></head><body><h1>Tidemark, measured</h1><p>""");
        page.append(Html.text(how)).append("<br>").append(Html.text(claims.machine())).append("</p>");
        failures.forEach(failure -> page.append("<p class=\"no\">Failed: ").append(Html.text(failure)).append("</p>"));
        page.append(
                "<div class=\"wide claims\"><table><tr><th>claim</th><th>value</th><th>bar</th><th></th><th>n</th><th>against</th></tr>");
        for (var claim : claims.all())
            page.append("<tr><td>").append(Html.text(claim.claim())).append("</td><td>").append(Figures.of(claim.value())).append(' ')
                    .append(Html.text(claim.unit())).append("</td><td>")
                    .append(claim.bar() == null ? "" : (claim.atMost() ? "≤ " : "≥ ") + Figures.of(claim.bar())).append("</td><td>")
                    .append(claim.bar() == null
                            ? ""
                            : claim.holds() ? "<span class=\"yes\">holds</span>" : "<span class=\"no\">missed</span>")
                    .append("</td><td>").append(Figures.of(claim.n())).append("</td><td>").append(Html.text(claim.against()))
                    .append("</td></tr>");
        page.append("</table></div>");
        sections.forEach(page::append);
        return page.append("</body></html>\n").toString();
    }
}
