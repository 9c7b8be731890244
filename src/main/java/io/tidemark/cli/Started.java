package io.tidemark.cli;

import java.util.List;

/// A program that is open and serves.
public interface Started extends AutoCloseable {

    /// What people are told now, a line each: where it is found, and what they need to know once.
    List<String> greeting();

    /// Closes everything in order; waits for it, and fails with nothing.
    @Override
    void close();
}
