/// Real servers for tests.
///
/// [Servers] is the extension that a test class registers to get a Redis and a PostgreSQL of its own: an emptied Redis and a new
/// database on servers that are started once for all classes of a JVM. [RedisProcess], [RedisClusterProcesses] and
/// [PostgresProcess] are throw-away servers for the tests that kill, stop and restart what they run against.
///
/// Where the shared servers come from is [ServerSource]: containers where a Docker engine answers, else the embedded binaries.
@NullMarked
package io.tidemark.testing;

import org.jspecify.annotations.NullMarked;
