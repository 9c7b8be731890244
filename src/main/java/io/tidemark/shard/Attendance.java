package io.tidemark.shard;

import io.tidemark.log.EntryCodec;
import io.vertx.core.Future;
import java.util.function.Consumer;

/// Says each second that this node is there, and tells its owners what follows from who else is. While nobody can be asked, all stays
/// as it is.
final class Attendance {

    private static final long EVERY_MILLIS = 1_000;

    private final ShardSettings settings;
    private final Store store;
    private final Loop loop;
    private final Consumer<Sharing> told;
    private long since;
    private boolean asking;
    private boolean ended;

    Attendance(ShardSettings settings, Store store, Loop loop, Consumer<Sharing> told) {
        this.settings = settings;
        this.store = store;
        this.loop = loop;
        this.told = told;
    }

    void start() {
        if (ended) return;
        loop.after(EVERY_MILLIS, this::start);
        if (asking) return;
        asking = true;
        var self = new Roll.Self(settings.node(), since, EntryCodec.VERSION, settings.shards(), settings.zone());
        store.present(self).onComplete(answered -> {
            asking = false;
            if (ended || answered.failed()) return;
            var roll = answered.result();
            roll.members().stream().filter(member -> member.node().equals(settings.node())).forEach(member -> since = member.since());
            told.accept(Sharing.of(roll));
        });
    }

    Future<Void> end() {
        ended = true;
        return store.absent(settings.node()).otherwiseEmpty();
    }
}
