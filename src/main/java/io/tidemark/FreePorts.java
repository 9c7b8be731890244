package io.tidemark;

import io.tidemark.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Tries the ports before anything is made that is shown once, at the end of a start that then fails.
final class FreePorts {

    private FreePorts() {}

    static void check(Settings.Http http) throws IOException {
        check(http.bind(), http.port());
        check(http.bind(), http.opsPort());
    }

    private static void check(String address, int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (BindException e) {
            var named = new BindException(e.getMessage() + ": " + address + ":" + port);
            named.initCause(e);
            throw named;
        }
    }
}
