package io.tidemark.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells where a request comes from: the peer's address, or, when the peer is a proxy that is trusted, the last address of
/// `X-Forwarded-For` that is not itself a trusted proxy's. What an untrusted peer writes there is not believed.
public record Clients(Predicate<InetAddress> trusted) {

    /// Trusts nobody's word.
    public static final Clients DIRECT = new Clients(_ -> false);

    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

    /// The address as text, `-` when there is none.
    public String address(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        InetAddress address = peer == null ? null : parse(peer.hostAddress());
        if (address == null)
            return "-";
        String[] hops = String.join(",", request.headers().getAll("X-Forwarded-For")).split(",");
        for (int hop = hops.length - 1; hop >= 0 && trusted.test(address); hop--) {
            InetAddress before = parse(hops[hop].strip());
            if (before == null)
                break;
            address = before;
        }
        return address.getHostAddress();
    }

    /// Only literals: a name is never looked up.
    private static @Nullable InetAddress parse(@Nullable String text) {
        if (text == null || !LITERAL.matcher(text).matches())
            return null;
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException _) {
            return null;
        }
    }
}
