package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.tidemark.shard.BatchAnswer.Full;
import io.tidemark.shard.BatchAnswer.Judged;
import io.tidemark.shard.BatchAnswer.Stale;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A node's way into one shard's log. Parcels wait while a call is under way; the next call takes them, up to a bound. A call without
/// an answer is repeated with the same number until it has one, so nothing overtakes it and nothing of it counts twice.
///
/// Who comes after a rest is served at once. In traffic calls begin no nearer than a few milliseconds to each other, unless much
/// waits: what a call costs is shared by all that it takes. Signs of life, which move no figure, wait longer for company.
///
/// Bound to its [Loop].
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_PARCELS = 1_000;
    private static final int MOST_WEIGHT = 2_000;
    private static final long APART_MILLIS = 14;
    private static final long SIGNS_APART_MILLIS = 2 * APART_MILLIS;

    private final int shard;
    private final Store store;
    private final Loop loop;
    private final CommonClock clock;
    private final ShardMeters meters;
    private final Homeward here = new Homeward(Runnable::run);
    private final LaneGauge gauge;
    private final DurableMark durable;
    private final long writer;
    private final ArrayDeque<Letter> waiting = new ArrayDeque<>();
    private long number;
    private EntryId last = EntryId.ZERO;
    private long lastCall = Long.MIN_VALUE / 2;
    private boolean closed;
    /// Whether what waits at the door is taken in without a knock: a call is under way, or the next one has its time.
    private volatile boolean busy;
    /// Whether that time is one for signs of life: what is urgent, or makes it much, knocks.
    private volatile boolean idling;
    private int rest;
    private int urgent;
    private volatile Runnable door = () -> {};
    private List<Letter> sent = List.of();

    Lane(int shard, Store store, Loop loop, CommonClock clock, ShardMeters meters) {
        this.shard = shard;
        this.store = store;
        this.loop = loop;
        this.clock = clock;
        this.meters = meters;
        this.gauge = meters.lane(shard);
        this.writer = loop.random();
        this.durable = new DurableMark(shard, writer, store, loop, meters);
    }

    Future<Appended> append(Parcel parcel) {
        var letter = new Letter(parcel, here);
        gauge.add(letter.weight);
        take(letter);
        return letter.answer();
    }

    /// The same for a letter that the gauge has counted.
    void take(Letter letter) {
        if (closed) {
            gauge.add(-letter.weight);
            letter.failed(new AppenderClosed());
            return;
        }
        waiting.add(letter);
        if (letter.urgent) urgent++;
        if (awaits(letter.urgent)) next();
    }

    /// From where more is taken in before each call, and when there is nothing left to do.
    void takeFrom(Runnable door) {
        this.door = door;
    }

    /// Whether such a parcel is waited for: it must knock.
    boolean awaits(boolean isUrgent) {
        return !busy || idling && (isUrgent || gauge.weight() >= MOST_WEIGHT);
    }

    LaneGauge gauge() {
        return gauge;
    }

    DurableMark durable() {
        return durable;
    }

    /// Nothing more is sent; what has no answer yet gets none, and nothing waits any more.
    void close() {
        closed = true;
        busy = false;
        door.run();
        var left = new ArrayList<>(sent);
        left.addAll(waiting);
        left.forEach(one -> gauge.add(-one.weight));
        waiting.clear();
        urgent = 0;
        sent = List.of();
        left.forEach(one -> one.failed(new AppenderClosed()));
    }

    /// Whether nothing waits for an answer.
    boolean isIdle() {
        return !busy && waiting.isEmpty();
    }

    private void next() {
        busy = true;
        idling = false;
        door.run();
        long left = untilBeat(urgent > 0 ? APART_MILLIS : SIGNS_APART_MILLIS);
        if (waiting.isEmpty()) {
            busy = false;
            // who came before that did not knock
            door.run();
        } else if (left > 0 && gauge.weight() < MOST_WEIGHT) {
            rest(left);
        } else {
            send();
        }
    }

    /// Milliseconds until the next beat of one every `apart`, none when the last call was as long ago. All lanes keep the same beat: what
    /// they do at one moment shares wake-ups, and one look of Redis at its sockets, which cost more than a small call.
    private long untilBeat(long apart) {
        long now = loop.millis();
        return now - lastCall >= apart ? 0 : apart - Math.floorMod(now, apart);
    }

    private void rest(long millis) {
        int mine = ++rest;
        loop.after(millis, () -> {
            if (rest == mine) send();
        });
        idling = urgent == 0;
        if (idling) door.run();
    }

    private void send() {
        if (closed) return;
        rest++;
        idling = false;
        door.run();
        var batch = new ArrayList<Letter>();
        int weight = 0;
        while (!waiting.isEmpty() && batch.size() < MOST_PARCELS && (batch.isEmpty() || weight + waiting.peek().weight <= MOST_WEIGHT)) {
            var one = waiting.poll();
            weight += one.weight;
            if (one.urgent) urgent--;
            batch.add(one);
        }
        lastCall = loop.millis();
        sent = batch;
        number++;
        call(0);
    }

    private void call(int attempt) {
        if (closed) return;
        long before = clock.nanos();
        store.append(shard, new Batch(writer, number, last, sent.stream().map(one -> one.parcel).toList())).onComplete(answered -> {
            if (closed) return;
            if (answered.succeeded()) judged(answered.result(), before, attempt);
            else if (answered.cause() instanceof Unanswered why) again(attempt, why.word(), why.getMessage());
            else
                refused(answered.cause());
        });
    }

    private void judged(BatchAnswer answer, long before, int attempt) {
        switch (answer) {
            case Judged(var id, var answers) -> {
                if (gauge.isAway()) LOG.info("shard {}: its log takes entries again", shard);
                gauge.answered();
                meters.appended(answers.size());
                // Only a first attempt says when its entry was made.
                if (id != null && attempt == 0) clock.seen(id.millis(), before);
                if (id != null) logged(id);
                var done = sent;
                finish();
                for (int i = 0; i < answers.size(); i++)
                    done.get(i).answered(answers.get(i));
                next();
            }
            case Full() -> {
                meters.full();
                again(attempt, "full", "it is full: nobody applies what it holds");
            }
            case Stale(long latest) -> {
                LOG.warn("shard {}: batch {} came after batch {}; numbering goes on from there", shard, number, latest);
                number = latest + 1;
                call(attempt + 1);
            }
        }
    }

    private void logged(EntryId id) {
        last = id;
        durable.logged(number, id);
    }

    private void again(int attempt, String word, @Nullable String reason) {
        meters.retried(word);
        boolean told = gauge.isAway();
        gauge.unanswered(loop.millis());
        if (gauge.isAway() && !told) LOG.warn("shard {}: its log takes nothing: {}", shard, reason);
        loop.after(loop.jitter(attempt, 1_000), () -> call(attempt + 1));
    }

    /// A fault of ours: the same batch would fail for ever.
    private void refused(Throwable cause) {
        LOG.error("shard {}: a batch of {} parcels was not understood", shard, sent.size(), cause);
        var done = sent;
        finish();
        done.forEach(one -> one.failed(cause));
        next();
    }

    private void finish() {
        sent.forEach(one -> gauge.add(-one.weight));
        sent = List.of();
    }
}
