package io.tidemark.shard;

import io.tidemark.log.EntryId;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An ownership in the hands of this node: renewed each second (which lets time pass in the log too), and given up by ourselves when it
/// could not be renewed in time. What it finds in the store is compared with what the owner has in memory: when Redis has lost its last
/// writes they differ.
final class Lease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final long LIFE_MILLIS = 5_000;
    /// A lease with less left has not been renewed twice.
    static final long TWO_MISSED_MILLIS = LIFE_MILLIS - 2 * EVERY_MILLIS - 300;

    private final int shard;
    private final String token;
    private final Store store;
    private final Loop loop;
    private final Consumer<String> lost;
    private Memory memory = Memory.NOTHING;
    private long renewed;
    private boolean ended;
    private boolean asking;

    /// What the owner believes: the last commit, whether another one is under way, and the last entry applied.
    interface Memory {

        EntryId committed();

        EntryId applied();

        boolean isCommitting();

        /// Nothing loaded yet.
        Memory NOTHING = new Memory() {
            @Override
            public EntryId committed() {
                return EntryId.ZERO;
            }

            @Override
            public EntryId applied() {
                return EntryId.ZERO;
            }

            @Override
            public boolean isCommitting() {
                return true;
            }
        };
    }

    Lease(int shard, String token, Store store, Loop loop, Consumer<String> lost) {
        this.shard = shard;
        this.token = token;
        this.store = store;
        this.loop = loop;
        this.lost = lost;
        this.renewed = loop.millis();
    }

    String token() {
        return token;
    }

    void start() {
        loop.after(EVERY_MILLIS, this::renew);
    }

    /// From now on the store is compared with this memory.
    void guard(Memory what) {
        memory = what;
    }

    /// No more renewals, no more words.
    void end() {
        ended = true;
    }

    private void renew() {
        if (ended) return;
        loop.after(EVERY_MILLIS, this::renew);
        if (loop.millis() - renewed >= LIFE_MILLIS) {
            lose("not renewed in time");
            return;
        }
        if (asking) return;
        asking = true;
        long asked = loop.millis();
        var committed = memory.committed();
        var applied = memory.applied();
        boolean sure = !memory.isCommitting();
        store.renew(shard, token).onComplete(answered -> {
            asking = false;
            if (ended) return;
            if (answered.failed()) {
                LOG.debug("shard {}: not renewed: {}", shard, answered.cause().getMessage());
                return;
            }
            var held = answered.result();
            if (!held.held()) lose("another owner");
            else if (sure && !held.position().equals(committed) && !held.position().equals(memory.committed())) lose("position went back");
            else if (applied.isAfter(held.last())) lose("log went back");
            else
                renewed = asked;
        });
    }

    private void lose(String reason) {
        ended = true;
        lost.accept(reason);
    }
}
