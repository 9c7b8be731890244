package io.tidemark.shard;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Virtual time and chance: everything that happens in a simulated cluster happens here, one after the other, decided by a seed.
final class SimWorld {

    private record Event(long at, long number, Runnable task) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::number));
    final SplittableRandom random;
    private long now;
    private long numbers;

    SimWorld(long seed, long start) {
        random = new SplittableRandom(seed);
        now = start;
    }

    long now() {
        return now;
    }

    void after(long millis, Runnable task) {
        events.add(new Event(now + Math.max(0, millis), numbers++, task));
    }

    void runUntil(long time) {
        while (!events.isEmpty() && events.peek().at <= time) {
            var event = events.poll();
            now = event.at;
            event.task.run();
        }
        now = time;
    }

    /// Whether something of this many in a hundred happens now.
    boolean chance(double percent) {
        return random.nextDouble(100) < percent;
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }
}
