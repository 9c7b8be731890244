package io.tidemark.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.tidemark.redis.RedisConnections.Link;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Lettuce, as we want it: an own pair of threads, commands refused while disconnected, 2.5 seconds for an answer, a bounded queue, dead
/// peers found within 11 seconds and silent ones within 7, reconnects with full jitter, a Cluster's shape asked for at every trouble and each 20 seconds.
sealed interface RedisTransport {

    CompletionStage<Link> connect();

    CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> subscribe();

    CompletionStage<Void> close();

    static RedisTransport of(RedisAddress address) {
        // Lettuce would prefer io_uring if somebody put it on the class path.
        System.setProperty("io.lettuce.core.iouring", "false");
        var resources = DefaultClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2)
                .reconnectDelay(Delay.fullJitter(Duration.ofMillis(50), Duration.ofSeconds(2), 50, TimeUnit.MILLISECONDS))
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel channel) {
                        SilentServer.watch(channel);
                    }
                }).build();
        if (!address.cluster()) {
            var client = RedisClient.create(resources, address.uris().getFirst());
            client.setOptions(options(ClientOptions.builder()).build());
            return new OneServer(client, resources, address);
        }
        var client = RedisClusterClient.create(resources, address.uris());
        client.setOptions(options(ClusterClientOptions.builder().topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                .enableAllAdaptiveRefreshTriggers().enablePeriodicRefresh(Duration.ofSeconds(20)).build())).build());
        return new Cluster(client, resources);
    }

    private static <B extends ClientOptions.Builder> B options(B options) {
        options.autoReconnect(true).disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS).requestQueueSize(4_000)
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(2_500)))
                .socketOptions(SocketOptions.builder().connectTimeout(Duration.ofSeconds(2))
                        .keepAlive(KeepAliveOptions.builder().enable().idle(Duration.ofSeconds(5)).interval(Duration.ofSeconds(2)).count(3)
                                .build())
                        .tcpUserTimeout(TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(Duration.ofSeconds(5)).build()).build());
        return options;
    }

    private static CompletionStage<Void> close(CompletableFuture<Void> client, ClientResources resources) {
        return client.whenComplete((_, _) -> resources.shutdown(0, 2, TimeUnit.SECONDS));
    }

    /// One server, or the one that Sentinels name.
    record OneServer(RedisClient client, ClientResources resources, RedisAddress address) implements RedisTransport {

        @Override
        public CompletionStage<Link> connect() {
            return client.connectAsync(ByteArrayCodec.INSTANCE, address.uris().getFirst())
                    .thenApply(connection -> new Link(connection, connection.async()));
        }

        @Override
        public CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> subscribe() {
            return client.connectPubSubAsync(ByteArrayCodec.INSTANCE, address.uris().getFirst());
        }

        @Override
        public CompletionStage<Void> close() {
            return RedisTransport.close(client.shutdownAsync(0, 2, TimeUnit.SECONDS), resources);
        }
    }

    /// A Redis Cluster.
    record Cluster(RedisClusterClient client, ClientResources resources) implements RedisTransport {

        @Override
        public CompletionStage<Link> connect() {
            return client.refreshPartitionsAsync().thenCompose(_ -> client.connectAsync(ByteArrayCodec.INSTANCE))
                    .thenApply(connection -> new Link(connection, connection.async()));
        }

        @Override
        public CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> subscribe() {
            return client.refreshPartitionsAsync().thenCompose(_ -> client.connectPubSubAsync(ByteArrayCodec.INSTANCE))
                    .thenApply(connection -> connection);
        }

        @Override
        public CompletionStage<Void> close() {
            return RedisTransport.close(client.shutdownAsync(0, 2, TimeUnit.SECONDS), resources);
        }
    }
}
