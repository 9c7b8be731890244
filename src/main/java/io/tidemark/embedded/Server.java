package io.tidemark.embedded;

/// One running server of the directory.
interface Server {

    /// Where it listens on 127.0.0.1.
    int port();

    ProcessHandle process();

    /// Stops it with everything written; waits for the end.
    void stop() throws Exception;
}
