package io.tidemark.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The published contracts, served as they were checked by the tests: `/asyncapi.yaml` and `/openapi.yaml`.
public final class Documents {

    private static final List<String> NAMES = List.of("asyncapi.yaml", "openapi.yaml");

    private Documents() {}

    public static void mount(Router router) {
        for (String name : NAMES) {
            Buffer document = read(name);
            router.get("/" + name).handler(ctx -> ctx.response().putHeader("Content-Type", "application/yaml; charset=utf-8")
                    .putHeader("Cache-Control", "no-cache").end(document));
        }
    }

    private static Buffer read(String name) {
        try (InputStream in = Documents.class.getResourceAsStream("/" + name)) {
            if (in == null)
                throw new IllegalStateException(name + " is not in this build");
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
