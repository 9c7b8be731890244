package io.tidemark.presence;

import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Scope;
import io.tidemark.signal.Signal.Heartbeat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at the sessions that heartbeats speak of, before any of them is applied ([SessionTable#look]). It changes
/// nothing: half of what a heartbeat costs is waiting for the memory of its session.
final class Foresight {

    private static final int MOST = 256;
    /// With so many it begins no other item: what was looked at first must not be forgotten when it is asked for.
    private static final int FAR = 64;

    private final Live live;
    private final int[] places = new int[MOST];
    private final @Nullable Session[] found = new Session[MOST];
    private int count;
    /// Keeps what was seen, or the compiler would see that nobody wants it.
    private long seen;

    Foresight(Live live) {
        this.live = live;
    }

    /// Looks at the sessions of the items from `first` on, as far as it can see; answers the item after those.
    int lookFrom(List<Item> items, int first) {
        int next = first;
        do
            of(items.get(next++));
        while (next < items.size() && count < FAR);
        look();
        return next;
    }

    private void of(Item item) {
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
