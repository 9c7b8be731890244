package io.tidemark.ops;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tidemark.presence.Cell;
import io.tidemark.presence.Metric;
import io.tidemark.presence.Section;
import io.tidemark.presence.Standing;
import java.util.ArrayList;
import java.util.List;

/// Levels and today's peaks of the master accounts, as every node exports them. Only masters are labels, and only while there are at
/// most [#MOST_MASTERS]: beyond that there is the count of them and nothing else. No figure over several masters is made here: the
/// largest of a sum is not the sum of the largest.
public final class ClusterFigures implements MultiCollector {

    public static final int MOST_MASTERS = 50;

    private volatile Figures figures = new Figures(0, 0, List.of());

    /// What was known of all masters at `asOf` (epoch milliseconds): how many there are, and how they stand.
    public record Figures(long asOf, int masters, List<Standing> standings) {
        public Figures {
            standings = masters > MOST_MASTERS ? List.of() : List.copyOf(standings);
        }
    }

    /// Shows these figures from now on. From any thread.
    public void show(Figures figures) {
        this.figures = figures;
    }

    @Override
    public MetricSnapshots collect() {
        var shown = figures;
        var all = new ArrayList<MetricSnapshot>();
        all.add(single("tidemark_accounts", "Master accounts.", shown.masters));
        all.add(single("tidemark_snapshot_timestamp_seconds", "The moment of which these figures are: the oldest of their logs.",
                shown.asOf / 1000.0));
        for (Metric metric : Metric.values()) {
            String name = "tidemark_" + (metric == Metric.EVENTS ? "parallel_events" : metric.word());
            all.add(levels(name, metric, shown));
            all.add(peaks(name + "_peak_today", "The largest level of the account's day so far; never add these up.", shown,
                    (standing, section) -> standing.peak(section, metric)));
            all.add(peaks(name + "_peak_today_timestamp_seconds", "When the largest level of the day was first reached.", shown,
                    (standing, section) -> standing.peakAt()[Cell.of(section, metric)] / 1000.0));
        }
        return new MetricSnapshots(all);
    }

    private static MetricSnapshot levels(String name, Metric metric, Figures figures) {
        var gauge = GaugeSnapshot.builder().name(name).help("Live now, by master account and kind; kinds are disjoint.");
        for (Standing standing : figures.standings)
            for (Section section : Section.values())
                if (section != Section.TOTAL)
                    gauge.dataPoint(point(standing, "kind", section, standing.now(section, metric)));
        return gauge.build();
    }

    private static MetricSnapshot peaks(String name, String help, Figures figures, PeakOf of) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        for (Standing standing : figures.standings)
            for (Section section : Section.values())
                gauge.dataPoint(point(standing, "section", section, of.value(standing, section)));
        return gauge.build();
    }

    private static GaugeDataPointSnapshot point(Standing standing, String label, Section section, double value) {
        return GaugeDataPointSnapshot.builder().labels(Labels.of("account", standing.account(), label, section.word())).value(value)
                .build();
    }

    private static MetricSnapshot single(String name, String help, double value) {
        return GaugeSnapshot.builder().name(name).help(help).dataPoint(GaugeDataPointSnapshot.builder().value(value).build()).build();
    }

    @FunctionalInterface
    private interface PeakOf {
        double value(Standing standing, Section section);
    }
}
