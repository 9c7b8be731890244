package io.tidemark.shard;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/// A parcel on its way into a log, and its answer on the way back to whoever waits for it.
final class Letter {

    final Packed parcel;
    final int weight;
    final boolean urgent;
    private final Homeward home;
    private final Promise<Appended> promise = Promise.promise();
    private @Nullable Appended answer;
    private @Nullable Throwable failure;

    /// The answer is brought `home`.
    Letter(Parcel parcel, Homeward home) {
        this.parcel = Packed.of(parcel);
        this.weight = Weight.of(parcel);
        this.urgent = Weight.isUrgent(parcel);
        this.home = home;
    }

    Future<Appended> answer() {
        return promise.future();
    }

    void answered(Appended with) {
        answer = with;
        home.bring(this);
    }

    void failed(Throwable cause) {
        failure = cause;
        home.bring(this);
    }

    /// Tells what it was answered, at home.
    void open() {
        promise.complete(answer, failure);
    }
}
