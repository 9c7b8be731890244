package io.tidemark.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.tidemark.shard.Feed;
import io.tidemark.shard.FeedMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The feed over one subscription of this node to the channels of all shards (in a Cluster every node hears every channel). Messages
/// come on Lettuce's thread, are decoded once, and handed to each subscriber's context; one who is a thousand messages behind misses
/// the next ones.
public final class RedisFeed implements Feed {

    private static final Logger LOG = LoggerFactory.getLogger(RedisFeed.class);
    private static final int MOST_WAITING = 1_000;
    /// Who only listens does not notice a server that has fallen silent.
    private static final long PING_MILLIS = 3_000;

    private final RedisConnections connections;
    private final StatefulRedisPubSubConnection<byte[], byte[]> connection;
    private final List<CopyOnWriteArrayList<Subscriber>> subscribers;
    private final LongAdder missed = new LongAdder();
    private final long timer;

    private record Subscriber(Context context, Consumer<FeedMessage> consumer, AtomicInteger waiting) {}

    private RedisFeed(RedisConnections connections, StatefulRedisPubSubConnection<byte[], byte[]> connection, int shards) {
        this.connections = connections;
        this.connection = connection;
        this.subscribers = IntStream.range(0, shards).mapToObj(_ -> new CopyOnWriteArrayList<Subscriber>()).toList();
        this.timer = connections.vertx().setPeriodic(PING_MILLIS, _ -> connection.async().ping());
    }

    /// Subscribes to the channels of all shards.
    public static Future<RedisFeed> open(RedisConnections connections, int shards) {
        return connections.subscriber().compose(connection -> {
            var feed = new RedisFeed(connections, connection, shards);
            connection.addListener(feed.new Listener(channels(shards)));
            var channels = Keys.of(shards).stream().map(keys -> keys.feed).toArray(byte[][]::new);
            return Future.fromCompletionStage(connection.async().subscribe(channels), connections.context()).map(feed);
        });
    }

    private static Map<ByteBuffer, Integer> channels(int shards) {
        var keys = Keys.of(shards);
        return IntStream.range(0, shards).boxed().collect(Collectors.toMap(shard -> ByteBuffer.wrap(keys.get(shard).feed), shard -> shard,
                (first, _) -> first, ConcurrentHashMap::new));
    }

    @Override
    public Runnable subscribe(int shard, Consumer<FeedMessage> consumer) {
        var subscriber = new Subscriber(connections.context(), consumer, new AtomicInteger());
        subscribers.get(shard).add(subscriber);
        return () -> subscribers.get(shard).remove(subscriber);
    }

    /// Messages that slow subscribers missed.
    public long missed() {
        return missed.sum();
    }

    /// Ends the subscription.
    public Future<Void> close() {
        connections.vertx().cancelTimer(timer);
        return Future.fromCompletionStage(connection.closeAsync(), connections.context());
    }

    private void hand(Subscriber subscriber, FeedMessage message) {
        if (subscriber.waiting.incrementAndGet() > MOST_WAITING) {
            subscriber.waiting.decrementAndGet();
            missed.increment();
            return;
        }
        subscriber.context.runOnContext(_ -> {
            subscriber.waiting.decrementAndGet();
            subscriber.consumer.accept(message);
        });
    }

    private final class Listener extends RedisPubSubAdapter<byte[], byte[]> {

        private final Map<ByteBuffer, Integer> shards;

        Listener(Map<ByteBuffer, Integer> shards) {
            this.shards = shards;
        }

        @Override
        public void message(byte[] channel, byte[] bytes) {
            Integer shard = shards.get(ByteBuffer.wrap(channel));
            if (shard == null || subscribers.get(shard).isEmpty()) return;
            try {
                var message = FeedCodec.decode(bytes);
                subscribers.get(shard).forEach(subscriber -> hand(subscriber, message));
            } catch (IllegalArgumentException e) {
                LOG.debug("a message of another version on the feed of shard {}: {}", shard, e.getMessage());
            }
        }
    }
}
