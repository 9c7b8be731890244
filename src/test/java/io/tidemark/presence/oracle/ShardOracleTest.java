package io.tidemark.presence.oracle;

import org.junit.jupiter.api.Test;

/// The shard against the reference on random histories. `-Dtidemark.histories=10000` makes the run long, `-Dtidemark.seed=n` begins
/// it elsewhere.
class ShardOracleTest {
    private static final int HISTORIES = Integer.getInteger("tidemark.histories", 400);
    private static final long SEED = Long.getLong("tidemark.seed", 1);

    @Test
    void everyFigureIsTheReferencesAfterEveryEntry() {
        new Comparison(history -> new Reference(history.zone()), history -> ShardSide.steady(history.zone())).agreesOn(SEED, HISTORIES);
    }

    @Test
    void anOwnerThatTakesOverGoesOnAsIfNothingHadHappened() {
        new Comparison(history -> new Reference(history.zone()), history -> ShardSide.mortal(history.zone(), history.seed(), 12))
                .agreesOn(SEED + 1_000_000, Math.max(1, HISTORIES / 4));
    }

    @Test
    void nothingIsForgottenWhenEveryEntryIsItsOwnersLast() {
        new Comparison(history -> new Reference(history.zone()), history -> ShardSide.mortal(history.zone(), history.seed(), 1))
                .agreesOn(SEED + 2_000_000, Math.max(1, HISTORIES / 40));
    }
}
