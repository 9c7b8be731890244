package io.tidemark.web;

import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The settings of the public port, each against something that was seen to go wrong.
public final class ServerOptions {

    /// The largest WebSocket frame that is read at all. Larger than the largest message, so that a sender of a message that is too
    /// large can be told so with a close code; above it the connection is cut.
    public static final int LARGEST_FRAME = 320 * 1024;

    /// What a peer may be silent for before a request is complete; sockets keep deadlines of their own. Only whole
    /// messages count: a byte a second is silence.
    public static final int READ_IDLE_SECONDS = 75;

    private static final int LARGEST_HEADER = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int CLOSING_SECONDS = 1;
    private static final int BACKLOG = 4096;

    private ServerOptions() {}

    /// `protocols` are the sub-protocols of all sockets; none but these is ever echoed.
    public static HttpServerOptions of(String host, int port, List<String> protocols) {
        var options = new HttpServerOptions().setHost(host).setPort(port);
        // read idle only: idleTimeout is reset by our own pings, and a dead peer would stay
        options.setReadIdleTimeout(READ_IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
        // inflating has no limit: 61 kB became 63 MB
        options.setPerMessageWebSocketCompressionSupported(false).setPerFrameWebSocketCompressionSupported(false)
                .setDecompressionSupported(false).setCompressionSupported(true);
        options.setMaxWebSocketFrameSize(LARGEST_FRAME).setMaxWebSocketMessageSize(LARGEST_FRAME)
                .setWebSocketSubProtocols(protocols).setWebSocketClosingTimeout(CLOSING_SECONDS);
        options.setMaxHeaderSize(LARGEST_HEADER).setMaxInitialLineLength(LONGEST_LINE).setHandle100ContinueAutomatically(true);
        // a connection that may yet become HTTP/2 is known to nobody before its first request, and so has no deadline
        options.setHttp2ClearTextEnabled(false);
        options.setTcpNoDelay(true).setTcpKeepAlive(true).setAcceptBacklog(BACKLOG).setReuseAddress(true);
        return options;
    }
}
