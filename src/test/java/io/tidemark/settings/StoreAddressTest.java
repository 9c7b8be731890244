package io.tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.settings.RedisTarget.Access;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {

    private static final Access OPEN = new Access(false, null, null);

    @Test
    void oneRedis() {
        assertThat(RedisTarget.parse("redis://cache")).isEqualTo(
                new RedisTarget.Single(new HostPort("cache", 6379), 0, OPEN, new Secret("redis://cache")));
        assertThat(RedisTarget.parse("rediss://me:p%40ss+@cache:7/3")).isEqualTo(new RedisTarget.Single(new HostPort("cache", 7), 3,
                new Access(true, "me", new Secret("p@ss+")), new Secret("rediss://me:p%40ss+@cache:7/3")));
    }

    @Test
    void severalHostsAreACluster() {
        assertThat(RedisTarget.parse("redis://:pw@a:1,[::1]:2,c")).isInstanceOfSatisfying(RedisTarget.Cluster.class, cluster -> {
            assertThat(cluster.seeds()).isEqualTo(List.of(new HostPort("a", 1), new HostPort("[::1]", 2), new HostPort("c", 6379)));
            assertThat(cluster.access()).isEqualTo(new Access(false, null, new Secret("pw")));
        });
    }

    @Test
    void sentinelsNameTheirMaster() {
        assertThat(RedisTarget.parse("redis-sentinel://a,b:2/1#main")).isInstanceOfSatisfying(RedisTarget.Sentinel.class, sentinel -> {
            assertThat(sentinel.sentinels()).isEqualTo(List.of(new HostPort("a", 26379), new HostPort("b", 2)));
            assertThat(sentinel.master()).isEqualTo("main");
            assertThat(sentinel.database()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis:/x", "http://x", "redis://", "redis://a:99999", "redis://a,b/1", "redis://a,,b", "redis://a#m",
            "redis-sentinel://a", "redis://a/x"})
    void wrongRedisAddressIsRefused(String text) {
        assertThatThrownBy(() -> RedisTarget.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void database() {
        assertThat(DatabaseTarget.parse("postgresql://me:p%2Fw@db/tide?sslmode=verify-full")).isEqualTo(
                new DatabaseTarget(new HostPort("db", 5432), "tide", "me", new Secret("p/w"), SslMode.VERIFY_FULL,
                        new Secret("postgresql://me:p%2Fw@db/tide?sslmode=verify-full")));
        assertThat(DatabaseTarget.parse("postgresql://me@db:1/tide").password()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db/tide", "postgresql://me@db", "mysql://me@db/x", "postgresql://me@db/x?sslmode=some",
            "postgresql://me@db/x?user=you"})
    void wrongDatabaseAddressIsRefused(String text) {
        assertThatThrownBy(() -> DatabaseTarget.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void networkContainsWhatBeginsLikeIt() throws Exception {
        var network = Network.parse("10.1.128.0/17");
        assertThat(network.contains(java.net.InetAddress.getByName("10.1.200.7"))).isTrue();
        assertThat(network.contains(java.net.InetAddress.getByName("10.1.100.7"))).isFalse();
        assertThat(network.contains(java.net.InetAddress.getByName("::1"))).isFalse();
    }
}
