package io.tidemark.load.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Contestants that take turns, so that whatever disturbs the machine disturbs all: A B C, A B C, …; what counts is the median of the
/// ratios of each round.
public final class Rounds {

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    /// One measured turn; answers its figure.
    @FunctionalInterface
    public interface Turn {
        double run() throws Exception;
    }

    /// Lets each take its turn, `rounds` times, and prints each figure.
    public static Rounds play(int rounds, Map<String, Turn> contestants) throws Exception {
        var played = new Rounds();
        for (int round = 1; round <= rounds; round++)
            for (var contestant : contestants.entrySet()) {
                double figure = contestant.getValue().run();
                played.figures.computeIfAbsent(contestant.getKey(), _ -> new ArrayList<>()).add(figure);
                System.out.printf("  round %d of %d: %-24s %,12.1f%n", round, rounds, contestant.getKey(), figure);
            }
        return played;
    }

    public double median(String contestant) {
        return median(figures.get(contestant).stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// The median of `one / other` over the rounds.
    public double ratio(String one, String other) {
        var ones = figures.get(one);
        var others = figures.get(other);
        var ratios = new double[ones.size()];
        for (int i = 0; i < ratios.length; i++)
            ratios[i] = ones.get(i) / others.get(i);
        return median(ratios);
    }

    /// All figures of a contestant, in the order of the rounds.
    public List<Double> all(String contestant) {
        return List.copyOf(figures.get(contestant));
    }

    public static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
