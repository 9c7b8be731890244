package io.tidemark.history;

import io.tidemark.log.EntryId;
import io.vertx.core.Future;
import java.util.ArrayList;
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

    /// The most facts in one entry.
    int MOST_FACTS = 64;

    /// What its shard wrote: facts in UTF-8 JSON, a line each.
    record Entry(EntryId id, byte[] body) {

        /// Its facts, each as an entry of its own with a place of its own, in their order.
        List<Entry> facts() {
            var facts = new ArrayList<Entry>();
            for (int from = 0, end; from <= body.length; from = end + 1) {
                end = from;
                while (end < body.length && body[end] != '\n')
                    end++;
                facts.add(
                        new Entry(new EntryId(id.millis(), id.number() * MOST_FACTS + facts.size()), Arrays.copyOfRange(body, from, end)));
            }
            return facts;
        }

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
