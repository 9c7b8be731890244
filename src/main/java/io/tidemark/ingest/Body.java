package io.tidemark.ingest;

import io.tidemark.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// The body of a request, read whole within bounds of size and time.
sealed interface Body {

    record Whole(byte[] bytes) implements Body {}

    /// Not read to its end; the connection is of no further use.
    record Refused(Problem problem) implements Body {}

    static Future<Body> read(Vertx vertx, HttpServerRequest request, int largest, Duration patience) {
        Promise<Body> read = Promise.promise();
        var body = Buffer.buffer();
        long timer = vertx.setTimer(patience.toMillis(),
                _ -> read.tryComplete(
                        new Refused(Problem.of(408, "too_slow", "The body did not come within " + patience.toSeconds() + " s."))));
        request.handler(part -> {
            if (body.length() + part.length() <= largest)
                body.appendBuffer(part);
            else
                read.tryComplete(new Refused(Problem.of(413, "too_large", "A body holds at most " + largest + " bytes; send several.")));
        });
        request.exceptionHandler(cause -> read.tryFail(cause));
        request.endHandler(_ -> read.tryComplete(new Whole(body.getBytes())));
        request.resume();
        return read.future().onComplete(_ -> vertx.cancelTimer(timer));
    }
}
