package io.tidemark.web;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The pages that may open sockets: those of the host that is asked, and an exact list of others (`https://wall.example.org`, port
/// included unless it is the scheme's own). A handshake without `Origin` does not come from a page.
public final class Origins {

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /// From `scheme://host[:port]`; a path, query or anything else that is no origin makes an [IllegalArgumentException].
    public static Origins of(Collection<String> origins) {
        return new Origins(origins.stream().map(Origins::canonical).collect(Collectors.toUnmodifiableSet()));
    }

    /// `host` is the `Host` header of the handshake: host and port as the page's own address has them.
    public boolean welcomes(@Nullable String origin, @Nullable String host) {
        return origin == null || allowed.contains(origin)
                || host != null && (origin.equals("https://" + host) || origin.equals("http://" + host));
    }

    /// Browsers send origins in small letters and without the scheme's own port.
    private static String canonical(String origin) {
        URI uri = URI.create(origin.strip().toLowerCase(Locale.ROOT));
        boolean bare = uri.getScheme() != null && uri.getHost() != null && uri.getRawUserInfo() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/")) && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!bare)
            throw new IllegalArgumentException("not an origin (scheme://host[:port]): " + origin);
        int own = uri.getScheme().equals("https") ? 443 : uri.getScheme().equals("http") ? 80 : -1;
        String port = uri.getPort() < 0 || uri.getPort() == own ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }
}
