package io.tidemark.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Where Redis is: `redis://` or `rediss://` for one server, the same with several hosts for a Cluster, `redis-sentinel://` (and
/// `rediss-sentinel://`) with the master's name as fragment for a server behind Sentinels. Never shows its password.
public record RedisAddress(boolean cluster, List<RedisURI> uris) {

    private static final Duration TIMEOUT = Duration.ofMillis(2_500);

    /// Reads a URL; an [IllegalArgumentException] says what is wrong with it, without repeating it.
    public static RedisAddress parse(String url) {
        boolean sentinel = url.startsWith("redis-sentinel://") || url.startsWith("rediss-sentinel://");
        if (!sentinel && !url.startsWith("redis://") && !url.startsWith("rediss://"))
            throw new IllegalArgumentException("a Redis URL begins with redis://, rediss:// or redis-sentinel://");
        if (sentinel && !url.contains("#")) throw new IllegalArgumentException("a redis-sentinel:// URL ends with #NAME-OF-THE-MASTER");
        try {
            boolean cluster = !sentinel && url.contains(",");
            var uris = cluster ? RedisClusterURIUtil.toRedisURIs(URI.create(url)) : List.of(RedisURI.create(url));
            uris.forEach(uri -> {
                uri.setTimeout(TIMEOUT);
                uri.setClientName("tidemark");
            });
            return new RedisAddress(cluster, List.copyOf(uris));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw new IllegalArgumentException("not a Redis URL: it should look like redis://:password@host:6379");
        }
    }

    @Override
    public String toString() {
        return String.join(",", uris.stream().map(uri -> uri.getSentinels().isEmpty()
                ? uri.getHost() + ":" + uri.getPort()
                : uri.getSentinelMasterId() + "@" + uri.getSentinels().size() + " sentinels").toList());
    }
}
