package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.log.StreamId;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream as ingest holds it, and its producer: numbered frames, and what of them was called durable.
final class SafekeepingStream {

    private static final int WINDOW = 50;

    private record Place(long sequence, EntryId entry) {}

    private final StreamId id;
    private final Lane lane;
    private final Origin origin;
    private final Runnable claims;
    private final boolean forgetful;
    private final ArrayDeque<Place> places = new ArrayDeque<>();
    private boolean opening;
    private @Nullable EntryId openedIn;
    private long losses;
    private long sent;
    private long written;
    private long acked;
    /// The greatest number that the producer was told to be durable: it has forgotten the frames up to there.
    long claimed;

    SafekeepingStream(String name, Lane lane, long node, boolean forgetful, Runnable claims) {
        this.id = new StreamId("acme", "acme", name);
        this.lane = lane;
        this.origin = new Origin(node, 1);
        this.claims = claims;
        this.forgetful = forgetful;
        lane.durable().listen(this::follow);
        open();
    }

    String name() {
        return id.text();
    }

    boolean isSettled() {
        return !opening && claimed == written;
    }

    void speak() {
        written++;
        send();
    }

    private void open() {
        if (opening) return;
        opening = true;
        losses = lane.durable().reached().losses();
        lane.append(new Parcel.Opening(new Item.Opened(id, "run", origin, 90))).onSuccess(answer -> {
            var opened = (Appended.Opened) answer;
            opening = false;
            places.clear();
            goBackTo(opened.acked());
            openedIn = opened.id();
            places.add(new Place(acked, openedIn));
            follow(lane.durable().reached());
            send();
        });
    }

    private void send() {
        while (!opening && sent < written && sent < acked + WINDOW) {
            long sequence = ++sent;
            var frame = new Item.Frame(id, origin, sequence, new Scope("acme", "acme"), List.of());
            lane.append(new Parcel.Framed(frame)).onSuccess(answer -> answered(sequence, answer));
        }
    }

    private void answered(long sequence, Appended answer) {
        switch (answer) {
            case Appended.Logged(var entry) -> {
                acked = Math.max(acked, sequence);
                places.add(new Place(sequence, entry));
                follow(lane.durable().reached());
            }
            case Appended.Skipped(long known) -> acked = Math.max(acked, known);
            case Appended.ResumeFrom(long from) -> goBackTo(from - 1);
            default -> open();
        }
        send();
    }

    private void goBackTo(long sequence) {
        acked = sequence;
        sent = sequence;
        places.removeIf(place -> place.sequence > sequence);
    }

    private void follow(Durable now) {
        if (opening || openedIn == null) return;
        if (!now.spares(openedIn, losses) && !forgetful) {
            open();
            return;
        }
        losses = now.losses();
        while (!places.isEmpty() && !places.getFirst().entry.isAfter(now.upTo()))
            claimed = Math.max(claimed, places.removeFirst().sequence);
        claims.run();
    }
}
