package io.tidemark.load.transitions;

import io.tidemark.load.wire.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Joins and leaves of one sub-account whose level wanders about a target, as chance has it, so that peaks move: half of it meetings,
/// half of it webinars with a speaker to nine who watch.
final class Traffic {

    private record Live(String session, Place place) {}

    private final long seed;
    private final int target;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private final List<Live> live = new ArrayList<>();
    private long sessions;

    Traffic(long seed, int target) {
        this.seed = seed;
        this.target = target;
        this.random = new Random(seed);
    }

    Ledger ledger() {
        return ledger;
    }

    int live() {
        return live.size();
    }

    List<String> joins(int count) {
        var frame = new ArrayList<String>(count);
        for (int i = 0; i < count; i++)
            frame.add(join(System.currentTimeMillis()));
        return frame;
    }

    List<String> frame(int size) {
        long now = System.currentTimeMillis();
        var frame = new ArrayList<String>(size);
        for (int i = 0; i < size; i++) {
            boolean joins = live.size() <= target * 3 / 4 || live.size() < target * 5 / 4 && random.nextBoolean();
            frame.add(joins ? join(now) : leave(now));
        }
        return frame;
    }

    private String join(long at) {
        int number = random.nextInt(Math.max(1, target / 5));
        var kind = number % 2 == 0 ? "meeting" : "webinar";
        var place = new Place(Contestant.ACCOUNT, "event-" + number, kind, random.nextInt(10) > 0 ? "participant" : "speaker");
        var session = Signals.session(seed, ++sessions);
        live.add(new Live(session, place));
        ledger.join(place);
        return Signals.join(session, place.event(), place.kind(), place.role(), at,
                "\"account\":\"" + place.account() + "\"");
    }

    private String leave(long at) {
        int index = random.nextInt(live.size());
        var gone = live.get(index);
        live.set(index, live.getLast());
        live.removeLast();
        ledger.leave(gone.place());
        return Signals.leave(gone.session(), at);
    }
}
