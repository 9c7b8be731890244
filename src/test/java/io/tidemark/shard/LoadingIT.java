package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.Decoded;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.presence.Shard;
import io.tidemark.redis.Redis;
import io.tidemark.redis.RedisAddress;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.Signal;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadingIT {

    private static final EntryId END = new EntryId(Long.MAX_VALUE, 0);
    /// More than the first piece that is read of the log.
    private static final int ENTRIES = 70;

    @Test
    void aShardIsLoadedWhateverTheLengthOfItsLog() {
        var vertx = Vertx.vertx();
        try (var server = RedisProcess.start()) {
            var redis = LiveCluster.await(Redis.open(vertx, RedisAddress.parse(server.url()), 1, "UTC"));
            var store = redis.store();
            var loading = new Loading(0, "UTC", store, new ContextLoop(vertx, vertx.getOrCreateContext()));
            LiveCluster.await(store.take(0, "owner", true));
            var shard = Shard.empty("UTC");
            var reached = new Reached(EntryId.ZERO, "");
            for (int n = 1; n <= ENTRIES; n++) {
                LiveCluster.await(store.append(0, new Batch(1, n, reached.position(), List.of(Packed.of(join("s" + n))))));
                var stored = LiveCluster.await(store.range(0, EntryId.ZERO, END, 1)).getFirst();
                shard.apply(((Decoded.Known) EntryCodec.decode(stored.id(), stored.bytes())).entry());
                var commit = new Commit("owner", reached.position(), reached.chain(), stored.id(), stored.after(), shard.changes());
                assertThat(LiveCluster.await(store.commit(0, commit))).isEqualTo(CommitAnswer.DONE);
                reached = new Reached(stored.id(), stored.after());

                var loaded = LiveCluster.await(loading.load());
                assertThat(loaded.reached()).isEqualTo(reached);
                assertThat(loaded.shard().sessions()).isEqualTo(n);
            }
            redis.close();
        } finally {
            vertx.close();
        }
    }

    private static Parcel join(String session) {
        var join = new Signal.Join(null, System.currentTimeMillis(), session, "e", Kind.MEETING, Role.SPEAKER, null, Facts.NONE, About.NONE,
                0,
                null);
        return new Parcel.Loose(new Item.Plain(new Origin(1, 1), 1, new Scope("acme", "acme"), false, List.of(new Numbered(0, join))));
    }
}
