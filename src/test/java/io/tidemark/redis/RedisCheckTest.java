package io.tidemark.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisCheckTest {

    private static final Map<String, String> GOOD = Map.of("redis_version", "7.4.1", "role", "master", "connected_slaves", "1",
            "aof_enabled", "1", "maxmemory_policy", "noeviction");

    private static final Map<String, String> EVERY_SECOND = Map.of("appendfsync", "everysec", "no-appendfsync-on-rewrite", "yes");

    @Test
    void aGoodServerIsTakenWithoutAWord() {
        var check = RedisCheck.judge(GOOD, EVERY_SECOND);
        assertThat(check.refusal()).isEmpty();
        assertThat(check.warnings()).isEmpty();
        assertThat(check.awaitsDisk()).isTrue();
    }

    @Test
    void onlyEvictionAndReadOnlyAreRefused() {
        assertThat(with("maxmemory_policy", "volatile-ttl").refusal()).contains("noeviction");
        assertThat(with("role", "slave").refusal()).contains("read-only");
        assertThat(with("aof_enabled", "0").refusal()).isEmpty();
        assertThat(with("connected_slaves", "0").refusal()).isEmpty();
        assertThat(with("redis_version", "5.0.14").refusal()).isEmpty();
    }

    @Test
    void whatIsMissingIsAWarning() {
        assertThat(with("aof_enabled", "0").warnings()).hasSize(1);
        assertThat(with("connected_slaves", "0").warnings()).hasSize(1);
        assertThat(with("redis_version", "6.0.1").warnings()).hasSize(1);
        assertThat(with("redis_version", "7.0.15").awaitsDisk()).isFalse();
        assertThat(RedisCheck.judge(GOOD, Map.of("appendfsync", "no")).warnings()).hasSize(1);
    }

    @Test
    void theDiskIsBusyFailingOrLeftAlone() {
        assertThat(with("run_id", "abc").disk()).isEqualTo(new Disk.Look("abc", false, false, false));
        assertThat(with("aof_pending_bio_fsync", "1").disk().busy()).isTrue();
        assertThat(with("aof_last_write_status", "err").disk().failing()).isTrue();
        assertThat(with("rdb_bgsave_in_progress", "1").disk().lazy()).isTrue();
        assertThat(RedisCheck.judge(GOOD, Map.of("appendfsync", "no")).disk().lazy()).isTrue();
    }

    private static RedisCheck with(String name, String value) {
        var info = new HashMap<>(GOOD);
        info.put(name, value);
        return RedisCheck.judge(info, EVERY_SECOND);
    }
}
