package io.tidemark.presence;

import io.tidemark.signal.Id;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Signal;
import org.jspecify.annotations.Nullable;

/// Refuses what only the set can judge: tells the sender, and keeps what is late for history.
final class Refusals {

    private final Live live;

    Refusals(Live live) {
        this.live = live;
    }

    void refuse(Said said, int index, Signal signal, Reason reason, String message, @Nullable Id session) {
        live.notices.add(said.rejection(signal, index, reason, message, session == null ? null : session.toString()));
    }

    /// Refuses a signal that history completes itself with.
    void late(Said said, int index, Signal signal, Reason reason, String message, @Nullable Id session) {
        live.facts.late(said.account(signal), signal, said.identity() + '|' + index);
        refuse(said, index, signal, reason, message, session);
    }

    /// Outside streams, what belongs to an occurrence that has ended is history.
    boolean refuseIfEventEnded(Said said, int index, Signal signal, @Nullable Master master, String event, @Nullable Id session) {
        Long ended = said.inStream() || master == null ? null : live.ends.of(master, true, Id.of(event), live.now);
        if (ended == null || signal.at() >= ended) return false;
        late(said, index, signal, Reason.ENDED, "event had ended already", session);
        return true;
    }

    /// A signal may name only accounts that its key reaches.
    boolean refuseIfOutOfReach(Said said, int index, Signal signal) {
        if (said.scope().reaches(said.account(signal))) return false;
        refuse(said, index, signal, Reason.OTHER_ACCOUNT, "account is not one that the key reaches", null);
        return true;
    }

    boolean refuseIfKindDiffers(Said said, int index, Signal signal, @Nullable Occurrence occurrence, Kind kind, @Nullable Id session) {
        if (occurrence == null || occurrence.kind == kind) return false;
        refuse(said, index, signal, Reason.KIND_DIFFERS, "kind of this event is " + occurrence.kind.word() + "; was \"" + kind.word() + '"',
                session);
        return true;
    }
}
