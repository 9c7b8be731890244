package io.tidemark.history;

import io.tidemark.log.EntryId;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;

/// The streams in which shards leave their facts.
public interface FactStream {

    /// The first `most` entries of a shard's stream.
    Future<List<Entry>> head(int shard, int most);

    /// Takes entries out of it; those that are not there (any more) do no harm.
    Future<Void> delete(int shard, List<EntryId> entries);

    /// How many entries it has.
    Future<Long> length(int shard);

    /// One fact as its shard wrote it: UTF-8 JSON.
    record Entry(EntryId id, byte[] body) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry(var otherId, var otherBody) && id.equals(otherId) && Arrays.equals(body, otherBody);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return "fact " + id;
        }
    }
}
