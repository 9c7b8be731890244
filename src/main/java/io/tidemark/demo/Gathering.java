package io.tidemark.demo;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event that goes on (or one title that is being watched) and who is in it.
final class Gathering {
    /// Somebody's or something's connection; `counts`: it is a person.
    record Seat(String session, String role, boolean counts, JsonObject facts) {}

    private final Story story;
    private final Office office;
    private final String event;
    private final String kind;
    private final JsonObject about;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private boolean ended;

    private Gathering(Story story, Office office, String event, String kind, JsonObject about) {
        this.story = story;
        this.office = office;
        this.event = event;
        this.kind = kind;
        this.about = about;
    }

    /// An event begins. `about` may hold title, template and owner.
    static Gathering open(Story story, Office office, String kind, JsonObject about) {
        var gathering = new Gathering(story, office, story.id("e"), kind, about);
        story.opened(gathering);
        story.tell("event", office, about.copy().put("event", gathering.event).put("kind", kind).put("state", "started"));
        return gathering;
    }

    /// A title is there to be watched; it is no event and is never over before the story is.
    static Gathering of(Story story, Office office, String title, JsonObject about) {
        var gathering = new Gathering(story, office, title, "vod", about);
        story.opened(gathering);
        return gathering;
    }

    int size() {
        return seats.size();
    }

    boolean isOver() {
        return ended;
    }

    List<Seat> seats() {
        return new ArrayList<>(seats.values());
    }

    boolean has(Seat seat) {
        return seats.containsKey(seat.session);
    }

    /// Somebody comes; `null` when nobody is let in any more, or it is over.
    @Nullable
    Seat enter(String role, boolean home) {
        if (ended) return null;
        String user = office.account().replace('/', '.') + ".u" + story.dice.between(1, 2_000);
        if (story.isFull(office)) {
            story.tell("refused", office, new JsonObject().put("event", event).put("kind", kind).put("role", role).put("user", user));
            return null;
        }
        var facts = new JsonObject().put("user", user).put("country", story.dice.favouring(office.countries()));
        boolean phone = kind.equals("meeting") && story.dice.chance(0.04);
        if (phone) facts.put("class", "sip").put("device", "other").put("client", "sip");
        else
            (home ? Equipment.atHome(story.dice) : Equipment.atWork(story.dice)).describe(facts);
        return seat(new Seat(story.id("s"), role, true, facts), null);
    }

    /// Something comes that is no person: a screen, a recorder, a relay, a bot.
    void bring(String thing) {
        if (!ended) seat(new Seat(story.id("s"), "participant", false, new JsonObject().put("class", thing).put("client", thing)), null);
    }

    private Seat seat(Seat seat, @Nullable String replaced) {
        seats.put(seat.session, seat);
        if (seat.counts) story.count(office, 1);
        join(seat, replaced);
        return seat;
    }

    private void join(Seat seat, @Nullable String replaced) {
        var join = about.copy().mergeIn(seat.facts).put("session", seat.session).put("event", event).put("kind", kind).put("role",
                seat.role);
        if (replaced != null) join.put("replaces", replaced);
        story.tell("join", office, join);
    }

    void leave(Seat seat, String reason) {
        if (!gone(seat)) return;
        story.tell("leave", office, new JsonObject().put("session", seat.session).put("reason", reason));
    }

    private boolean gone(Seat seat) {
        if (seats.remove(seat.session) == null) return false;
        if (seat.counts) story.count(office, -1);
        return true;
    }

    /// The connection breaks, and the same person is there again with a new one.
    @Nullable
    Seat reconnect(Seat seat) {
        return gone(seat) ? seat(new Seat(story.id("s"), seat.role, seat.counts, seat.facts), seat.session) : null;
    }

    /// Somebody is given another role.
    @Nullable
    Seat change(Seat seat, String role) {
        if (!has(seat)) return null;
        var changed = new Seat(seat.session, role, seat.counts, seat.facts);
        seats.put(seat.session, changed);
        join(changed, null);
        return changed;
    }

    void heartbeat(Seat seat, JsonObject heartbeat) {
        if (has(seat)) story.tell("heartbeat", office, heartbeat.put("session", seat.session));
    }

    /// It is over, and with it all who are still there.
    void end() {
        if (ended) return;
        ended = true;
        if (kind.equals("vod")) seats().forEach(seat -> leave(seat, "closed"));
        else
            story.tell("event", office, new JsonObject().put("event", event).put("kind", kind).put("state", "ended"));
        seats().forEach(this::gone);
        story.closed(this);
    }
}
