package io.tidemark.load.process;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/// Load goes to this machine only.
public final class Loopback {

    private Loopback() {}

    /// The address, if it is of this machine.
    public static URI only(String address) {
        var uri = URI.create(address);
        try {
            if (uri.getHost() != null && InetAddress.getByName(uri.getHost()).isLoopbackAddress()) return uri;
        } catch (UnknownHostException e) {
            // is not this machine
        }
        throw new IllegalArgumentException("load goes to this machine only, and this names "
                + (uri.getHost() == null ? "none (scheme://host:port)" : uri.getHost()));
    }
}
