package io.tidemark.replay;

import io.vertx.core.json.JsonObject;
import java.io.IOException;

/// Writes signals down as `replay` reads them: one JSON object a line.
record SignalWriter(Appendable writer) implements SignalSink {
    @Override
    public void accept(JsonObject signal, long line) throws IOException {
        writer.append(signal.encode()).append('\n');
    }
}
