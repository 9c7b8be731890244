package io.tidemark.shard;

import io.vertx.core.Future;
import java.util.function.Consumer;

/// Writes into the logs of all shards, for one node. Parcels are gathered while a call is under way, and the next call takes them:
/// one call a shard at a time, bounded by count and bytes. A call whose outcome is unknown is repeated, with the same number, until
/// it is answered; it is never applied twice.
///
/// May be called from any thread; futures complete on the event loop of the caller, handlers run on the context that gave them.
public interface Appender {

    /// Adds a parcel to the shard's next batch. The parcels of one caller keep their order. Fails with [AppenderClosed] when the
    /// node stops before the parcel was answered: its outcome is then unknown. Any other failure is a fault of ours.
    Future<Appended> append(int shard, Parcel parcel);

    /// Whether the shard's queue is above its high water: who can stop reading should. Parcels are taken all the same.
    boolean isFull(int shard);

    /// Whether the shard's queue should be given what was read before reading stopped. Without room that waits with whoever has read
    /// it until the queue has drained: no parcel is refused, so the queue is bounded by this.
    boolean hasRoom(int shard);

    /// Whether the shard has answered nothing for so long that it counts as away (for 503 and health).
    boolean isAway(int shard);

    /// Calls `handler` once, when the shard's queue is at its low water (again).
    void onDrain(int shard, Runnable handler);

    /// Which of this node's entries in the shard's log have reached the safety that the installation has.
    Durable durable(int shard);

    /// Calls `handler` whenever [#durable] changes, until the returned [Runnable] is run.
    Runnable onDurable(int shard, Consumer<Durable> handler);
}
