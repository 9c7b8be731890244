/// What stays when it is over: the facts that shards say, moved from Redis to PostgreSQL.
///
/// A [FactReader] for each shard, awake on the node that owns it, takes facts from the head of the shard's stream
/// ([FactStream]), stores them in bulk ([FactStore]), and deletes from the stream what PostgreSQL has committed. It holds no cursor:
/// what was stored and not deleted comes again and changes nothing, for a fact is known by its origin. [StoredPeaks] gives today's
/// and yesterday's marks back to a shard whose Redis has lost them.
///
/// Imports `log` and `shard`; `redis` brings the stream.
@NullMarked
package io.tidemark.history;

import org.jspecify.annotations.NullMarked;
