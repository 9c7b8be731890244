package io.tidemark.presence;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Scope;
import io.tidemark.signal.Signal.Heartbeat;
import org.jspecify.annotations.Nullable;

/// Looks at the sessions that the heartbeats of an item speak of, before any of them is applied ([SessionTable#look]). It changes
/// nothing: half of what a heartbeat costs is waiting for the memory of its session.
final class Foresight {

    private static final int MOST = 256;

    private final Live live;
    private final int[] places = new int[MOST];
    private final @Nullable Session[] found = new Session[MOST];
    private int count;
    /// Keeps what was seen, or the compiler would see that nobody wants it.
    private long seen;

    Foresight(Live live) {
        this.live = live;
    }

    void of(Item item) {
        switch (item) {
            case Item.Plain plain -> {
                for (Numbered numbered : plain.signals())
                    if (numbered.signal() instanceof Heartbeat heartbeat) add(plain.scope(), heartbeat);
            }
            case Item.Beat beat -> {
                for (Heartbeat heartbeat : beat.heartbeats())
                    add(beat.scope(), heartbeat);
            }
            default -> {
            }
        }
        look();
    }

    private void add(Scope scope, Heartbeat heartbeat) {
        String account = heartbeat.account() != null ? heartbeat.account() : scope.defaultAccount();
        Master master = account == null ? null : live.master(account);
        if (master == null) return;
        places[count++] = SessionTable.place(master, heartbeat.id());
        if (count == MOST) look();
    }

    private void look() {
        seen += live.sessions.look(places, count, found);
        count = 0;
    }
}
