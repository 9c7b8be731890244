/// The edge to Redis: connections, key names, scripts, and the two things built of them, [RedisStore] (log, tables, ownership) and
/// [RedisFeed].
///
/// Redis 6.2 or later, alone, behind Sentinels or as a Cluster ([RedisAddress]). All keys of a shard carry its hash tag ([Keys]), and
/// every change is one [LuaScript], so that a step happens as a whole on one machine. Lettuce never repeats anything for us: a lost
/// connection refuses commands, a reply that does not come is [io.tidemark.shard.Unanswered], and the caller takes the same step
/// again. What may be wrong with an installation is found at the start ([RedisCheck]).
@NullMarked
package io.tidemark.redis;

import org.jspecify.annotations.NullMarked;
