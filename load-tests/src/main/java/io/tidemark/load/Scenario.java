package io.tidemark.load;

/// Something that is measured: it starts what it needs, makes its traffic, compares with its ledger, and claims.
public interface Scenario {

    /// What it is called on the command line and in the names of its claims.
    String name();

    /// One line for `--help` and the report.
    String purpose();

    /// Whether it breaks its stores, or needs several of a kind: then it cannot run on those of the operator.
    default boolean needsOwnStores() {
        return false;
    }

    /// Runs it once. What it starts through `bench` ends with it. An exception is a scenario that failed, and ends no other.
    void run(Bench bench) throws Exception;
}
