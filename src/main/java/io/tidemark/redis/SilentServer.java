package io.tidemark.redis;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leaves a server that has been asked and says nothing for six seconds, longer than any command may take. It may stand still while
/// another has long taken its place, with its connections open: only who connects anew is told where the master is.
final class SilentServer extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SilentServer.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(6);

    private boolean asked;
    private long since;
    private @Nullable Future<?> timer;

    static void watch(Channel channel) {
        channel.pipeline().addFirst(new SilentServer());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timer = context.executor().scheduleAtFixedRate(() -> look(context), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) timer.cancel(false);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!asked) since = System.nanoTime();
        asked = true;
        context.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        asked = false;
        context.fireChannelRead(message);
    }

    private void look(ChannelHandlerContext context) {
        if (!asked || System.nanoTime() - since < PATIENCE_NANOS || !context.channel().isActive()) return;
        LOG.warn("Redis at {} takes commands and answers nothing: connecting anew", context.channel().remoteAddress());
        context.close();
    }
}
