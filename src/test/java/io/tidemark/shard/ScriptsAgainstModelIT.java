package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.redis.Redis;
import io.tidemark.redis.RedisAddress;
import io.tidemark.testing.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The scripts in a real Redis judge as the model does that the simulation runs on.
class ScriptsAgainstModelIT {

    private static final int SHARDS = 40;
    private static final EntryId END = new EntryId(Long.MAX_VALUE, 0);
    private static final Vertx VERTX = Vertx.vertx();
    private static RedisProcess server;
    private static Redis redis;

    @BeforeAll
    static void open() throws Exception {
        server = RedisProcess.start();
        redis = Redis.open(VERTX, RedisAddress.parse(server.url()), SHARDS, "UTC").toCompletionStage().toCompletableFuture().get(10,
                TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() {
        redis.close();
        server.close();
        VERTX.close();
    }

    @Test
    void everyBatchIsJudgedAlike() throws Exception {
        for (int shard = 0; shard < SHARDS; shard++) {
            var model = new ModelShard(Set.of());
            var batches = new RandomBatches(shard);
            for (int i = 0; i < 60; i++) {
                var batch = batches.next();
                var expected = model.append(1_000 + i, after(model.confirm(batch.writer(), 0), batch));
                var actual = await(redis.store().append(shard, after(await(redis.store().confirm(shard, batch.writer())), batch)));
                assertThat(actual).as("seed %d, batch %d: %s", shard, i, batch).usingRecursiveComparison()
                        .ignoringFieldsOfTypes(EntryId.class).isEqualTo(expected);
                assertThat(await(redis.store().confirm(shard, batch.writer()))).as("seed %d, batch %d: %s", shard, i, batch)
                        .usingRecursiveComparison().ignoringFieldsOfTypes(EntryId.class).isEqualTo(model.confirm(batch.writer(), 0));
            }
            var log = await(redis.store().range(shard, EntryId.ZERO, END, 10_000));
            assertThat(log.reversed().stream().map(entry -> EntryCodec.decode(EntryId.ZERO, entry.bytes())).toList()).as("seed %d", shard)
                    .usingRecursiveComparison()
                    .isEqualTo(model.log.values().stream().map(entry -> EntryCodec.decode(EntryId.ZERO, entry.bytes())).toList());
        }
    }

    /// Mostly the writer's last entry is the one before its batch; now and then it is one that the log does not have.
    private static Batch after(Confirmation known, Batch batch) {
        return batch.before().equals(EntryId.ZERO) ? new Batch(batch.writer(), batch.number(), known.entry(), batch.parcels()) : batch;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
