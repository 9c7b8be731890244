package io.tidemark.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/// Puts messages together from raw frames, so that their bytes are judged as they came. Bounded by the largest message.
final class Assembler {

    /// What a frame led to.
    sealed interface Step {

        /// A whole text message.
        record Whole(byte[] bytes) implements Step {}

        /// Nothing yet, or nothing to do with messages.
        record More() implements Step {}

        /// What the socket is closed for.
        record Broken(CloseReason reason) implements Step {}
    }

    private static final Step MORE = new Step.More();

    private final int largest;
    private @Nullable Buffer begun;

    Assembler(int largest) {
        this.largest = largest;
    }

    Step add(WebSocketFrame frame) {
        if (frame.isPing() || frame.isClose() || !frame.isText() && !frame.isBinary() && !frame.isContinuation())
            return MORE;
        if (frame.isBinary())
            return new Step.Broken(CloseReason.BINARY);
        if (frame.isContinuation() != (begun != null))
            return new Step.Broken(CloseReason.PROTOCOL_ERROR);
        Buffer part = frame.binaryData();
        int length = part.length() + (begun == null ? 0 : begun.length());
        if (length > largest) {
            begun = null;
            return new Step.Broken(CloseReason.TOO_LARGE);
        }
        Buffer all = begun == null ? part : begun.appendBuffer(part);
        begun = frame.isFinal() ? null : begun == null ? Buffer.buffer(length * 2).appendBuffer(part) : all;
        return frame.isFinal() ? new Step.Whole(all.getBytes()) : MORE;
    }
}
