package io.tidemark.wallboard;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// One file for browsers, with a tag that changes with its content.
record Asset(String type, Buffer content, String tag) {

    /// The program's own file `path` below `web/` or `docs/`, if there is one.
    static Optional<Asset> load(String path) {
        try (var in = Asset.class.getResourceAsStream("/" + path)) {
            return in == null ? Optional.empty() : Optional.of(of(typeOf(path), in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Asset of(String type, String text) {
        return of(type, text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return content.toString();
    }

    private static Asset of(String type, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(type, Buffer.buffer(bytes), '"' + HexFormat.of().formatHex(digest, 0, 12) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String typeOf(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "json" -> "application/json";
            case "png" -> "image/png";
            default -> "text/plain; charset=utf-8";
        };
    }
}
