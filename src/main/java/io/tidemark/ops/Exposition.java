package io.tidemark.ops;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// A registry in the form that the scraper prefers (text, OpenMetrics or protobuf), rendered off the event loop: a large scrape takes
/// long enough to delay every socket on it.
final class Exposition {

    private final ExpositionFormats formats = ExpositionFormats.init();
    private final PrometheusRegistry registry;

    Exposition(PrometheusRegistry registry) {
        this.registry = registry;
    }

    void write(Vertx vertx, HttpServerRequest request) {
        var writer = formats.findWriter(request.getHeader("Accept"));
        var response = request.response();
        vertx.executeBlocking(() -> render(writer), false)
                .onSuccess(body -> response.putHeader("Content-Type", writer.getContentType()).end(body))
                .onFailure(_ -> response.setStatusCode(500).end());
    }

    private Buffer render(ExpositionFormatWriter writer) throws IOException {
        var bytes = new ByteArrayOutputStream(1 << 16);
        writer.write(bytes, registry.scrape());
        return Buffer.buffer(bytes.toByteArray());
    }
}
