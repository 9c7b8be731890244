package io.tidemark.web;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A handshake that tells how it was decided.
record WatchedHandshake(ServerWebSocketHandshake handshake, Runnable accepted, Runnable rejected) implements ServerWebSocketHandshake {

    @Override
    public Future<ServerWebSocket> accept() {
        accepted.run();
        return handshake.accept();
    }

    @Override
    public Future<Void> reject(int status) {
        return handshake.reject(status).onComplete(_ -> rejected.run());
    }

    @Override
    public MultiMap headers() {
        return handshake.headers();
    }

    @Override
    public @Nullable String scheme() {
        return handshake.scheme();
    }

    @Override
    public @Nullable HostAndPort authority() {
        return handshake.authority();
    }

    @Override
    public String uri() {
        return handshake.uri();
    }

    @Override
    public String path() {
        return handshake.path();
    }

    @Override
    public @Nullable String query() {
        return handshake.query();
    }

    @Override
    public SocketAddress remoteAddress() {
        return handshake.remoteAddress();
    }

    @Override
    public SocketAddress localAddress() {
        return handshake.localAddress();
    }

    @Override
    public boolean isSsl() {
        return handshake.isSsl();
    }

    @Override
    public SSLSession sslSession() {
        return handshake.sslSession();
    }

    @Override
    public List<Certificate> peerCertificates() throws SSLPeerUnverifiedException {
        return handshake.peerCertificates();
    }
}
