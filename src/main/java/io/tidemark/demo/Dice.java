package io.tidemark.demo;

import java.util.List;
import java.util.SplittableRandom;

/// The story's chance: everything that is not fixed is drawn here, in one order, from one seed.
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /// From `least` to `most`, both included.
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /// A stretch of time of the given mean, as between independent arrivals.
    long gap(double mean) {
        return 1 + (long) (-mean * Math.log(1 - random.nextDouble()));
    }

    /// Around a mean, bell-shaped.
    long around(double mean, double spread) {
        return Math.round(mean + spread * random.nextGaussian());
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// One of them, the first ones more often.
    <T> T favouring(List<T> all) {
        return all.get((int) (all.size() * Math.pow(random.nextDouble(), 2)));
    }
}
