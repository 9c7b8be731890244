package io.tidemark.cli;

import io.tidemark.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Puts a port that is free now in the place of 0, before anything is told about it.
final class FreePorts {

    private FreePorts() {}

    static Settings chosen(Settings settings) throws IOException {
        Settings.Http http = settings.http();
        try (var first = new ServerSocket(); var second = new ServerSocket()) {
            return settings.with(http.with(port(http.port(), http.bind(), first), port(http.opsPort(), http.bind(), second)));
        }
    }

    private static int port(int asked, String bind, ServerSocket socket) throws IOException {
        if (asked != 0) return asked;
        socket.bind(new InetSocketAddress(InetAddress.getByName(bind), 0));
        return socket.getLocalPort();
    }
}
