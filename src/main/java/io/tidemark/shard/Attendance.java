package io.tidemark.shard;

import io.tidemark.log.EntryCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/// Says each second that this node is there, learns what time it is, and tells its owners what follows from who else is there. While nobody
/// can be asked, all stays as it is.
final class Attendance {

    private static final long EVERY_MILLIS = 1_000;

    private final ShardSettings settings;
    private final Store store;
    private final Loop loop;
    private final CommonClock clock;
    private final Consumer<Sharing> told;
    private final Promise<Void> first = Promise.promise();
    private long since;
    private boolean asking;
    private boolean ended;

    Attendance(ShardSettings settings, Store store, Loop loop, CommonClock clock, Consumer<Sharing> told) {
        this.settings = settings;
        this.store = store;
        this.loop = loop;
        this.clock = clock;
        this.told = told;
    }

    /// Completes when the first answer has come.
    Future<Void> present() {
        return first.future();
    }

    void start() {
        if (ended) return;
        loop.after(EVERY_MILLIS, this::start);
        if (asking) return;
        asking = true;
        var self = new Roll.Self(settings.node(), since, EntryCodec.VERSION, settings.shards(), settings.zone());
        long asked = clock.nanos();
        store.present(self).onComplete(answered -> {
            asking = false;
            if (ended || answered.failed()) return;
            var roll = answered.result();
            clock.seen(roll.now(), asked);
            roll.members().stream().filter(member -> member.node().equals(settings.node())).forEach(member -> since = member.since());
            told.accept(Sharing.of(roll));
            first.tryComplete();
        });
    }

    Future<Void> end() {
        ended = true;
        return store.absent(settings.node()).otherwiseEmpty();
    }
}
