/// The program's own Redis and PostgreSQL, for whoever names no other.
///
/// [EmbeddedServers] is the door: it takes a data directory and gives two addresses. Behind it,
/// in the order of a start:
///
/// 1. [DirectoryLock]: one program a directory.
/// 2. [Binaries]: the servers, unpacked from the class path into the directory.
/// 3. [Leftovers]: what a killed program left running is told by its executable, which lies in the directory.
/// 4. [RedisServer] and [PostgresServer], at once, each [Watched]: adopt the leftover when it is as it should be,
///    stop it when not, and only then start one; never a second one on the same data.
///
/// Both servers run in a session of their own, so the terminal's Ctrl-C is not theirs, and both write as
/// they would in production: an append-only file, `fsync`, `synchronous_commit`.
@NullMarked
package io.tidemark.embedded;

import org.jspecify.annotations.NullMarked;
