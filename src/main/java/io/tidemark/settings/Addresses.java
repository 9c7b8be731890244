package io.tidemark.settings;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Reads the smaller forms: web addresses, origins, zones. What is wrong is the message of an [IllegalArgumentException].
final class Addresses {

    private Addresses() {}

    /// An address to listen on; names are refused, since they may mean anything tomorrow.
    static String local(String text) {
        return text.equals("localhost") ? "127.0.0.1" : Network.parse(text.replace("[", "").replace("]", "")).base().getHostAddress();
    }

    static URI web(String text) {
        try {
            var uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null)
                return uri;
        } catch (URISyntaxException _) {
            // told below
        }
        throw new IllegalArgumentException("\"" + text + "\" is no address of the form https://host[:port]");
    }

    static URI origin(String text) {
        URI uri = web(text.toLowerCase(Locale.ROOT).replaceAll("/$", ""));
        if (uri.getPath() != null && !uri.getPath().isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" is more than an origin: it has a path");
        }
        return uri;
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String meant = Suggestion.of(text, ZoneId.getAvailableZoneIds()).map(zone -> "; did you mean " + zone + "?").orElse("");
            throw new IllegalArgumentException("there is no zone of that name" + meant, e);
        }
    }

    /// The machine's own name, without asking the network for it.
    static Optional<String> machine() {
        try {
            Path kernel = Path.of("/proc/sys/kernel/hostname");
            if (Files.isReadable(kernel)) return Optional.of(Files.readString(kernel).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.ofNullable(System.getenv("HOSTNAME"));
    }
}
