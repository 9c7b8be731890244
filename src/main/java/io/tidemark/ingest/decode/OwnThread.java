package io.tidemark.ingest.decode;

/// The one thread that something belongs to: the thread that made it. Whoever comes on another is refused, before two customers'
/// signals share a buffer.
public final class OwnThread {

    private final Thread owner = Thread.currentThread();

    /// Fails on any other thread.
    public void require() {
        if (Thread.currentThread() != owner)
            throw new IllegalStateException("belongs to " + owner.getName() + ", used on " + Thread.currentThread().getName());
    }
}
