package io.tidemark.presence;

/// Holds peaks back while a stream catches up or a snapshot arrives in parts: what comes late together was not there together, and a
/// peak can never be taken back. When nothing holds any more, peaks are raised to the level reached.
final class Holds {

    private final Live live;

    Holds(Live live) {
        this.live = live;
    }

    /// The stream is behind, or still is.
    void catchUp(Hold hold) {
        if (live.now < hold.bannedUntil) return;
        begin(hold);
        hold.catchingUp = true;
        hold.lastFrame = live.now;
        queue(hold);
    }

    void caughtUp(Hold hold) {
        if (!hold.catchingUp) return;
        hold.catchingUp = false;
        ended(hold);
    }

    void snapshot(Hold hold) {
        if (live.now < hold.bannedUntil) return;
        begin(hold);
        hold.snapshot = true;
        queue(hold);
    }

    void endSnapshot(Hold hold) {
        if (!hold.snapshot) return;
        hold.snapshot = false;
        ended(hold);
    }

    /// Its stream has begun anew or lapsed: nothing is held, and no ban follows.
    void forget(Hold hold) {
        boolean wasOn = hold.isOn();
        hold.catchingUp = false;
        hold.snapshot = false;
        if (wasOn) ended(hold);
    }

    /// Ten seconds without a frame, or a minute in all, or its stream has lapsed.
    void due(Hold hold) {
        if (hold.stream.isSilent()) {
            forget(hold);
            return;
        }
        if (live.now >= hold.since + Hold.LONGEST) {
            hold.bannedUntil = hold.since + Hold.LONGEST + Hold.BAN;
            hold.catchingUp = false;
            hold.snapshot = false;
        } else {
            hold.catchingUp = false;
        }
        ended(hold);
    }

    /// The master has been held for a minute by one stream or another.
    void due(Master master) {
        live.step.release(master);
        master.heldSince = live.now;
        live.timers.update(master);
        touch(master);
    }

    private void begin(Hold hold) {
        if (hold.isOn()) return;
        hold.since = live.now;
        Master master = hold.stream.master;
        if (master.holding++ > 0) return;
        master.heldSince = live.now;
        live.timers.update(master);
        touch(master);
    }

    private void ended(Hold hold) {
        queue(hold);
        if (hold.isOn()) return;
        Master master = hold.stream.master;
        if (--master.holding > 0) return;
        live.timers.update(master);
        live.step.release(master);
        touch(master);
    }

    private void queue(Hold hold) {
        live.timers.update(hold);
        live.touch(hold.stream);
    }

    private void touch(Master master) {
        live.dirtyMasters.add(master);
    }
}
