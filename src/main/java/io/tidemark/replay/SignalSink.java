package io.tidemark.replay;

import io.vertx.core.json.JsonObject;
import java.io.IOException;

/// Takes the signals of a recording, one after the other, and may block until it is time for the next. `line` is where the
/// signal stands in its file.
interface SignalSink {
    void accept(JsonObject signal, long line) throws IOException, InterruptedException;
}
