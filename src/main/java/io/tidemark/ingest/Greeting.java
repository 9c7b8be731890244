package io.tidemark.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/// The answer to one `hello` while it is being put together: masters that open in time stand in one `welcome`, the others are
/// announced by later ones.
final class Greeting {

    private final IngestSocket socket;
    private final Map<String, Long> ready = new LinkedHashMap<>();
    private int awaited;
    private boolean said;

    Greeting(IngestSocket socket, int awaited) {
        this.socket = socket;
        this.awaited = awaited;
    }

    void opened(OpenStream stream) {
        awaited--;
        ready.put(stream.master(), stream.acked());
        if (said || awaited == 0)
            say();
    }

    /// Whoever has not been opened by now comes later.
    void outOfPatience() {
        if (!said)
            say();
    }

    private void say() {
        said = true;
        socket.welcome(ready);
        ready.clear();
    }
}
