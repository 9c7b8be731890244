/// The edge to PostgreSQL: [Postgres] brings the schema up to date (Flyway, `db/migration`) and hands out a pool.
///
/// Migrations wait for the database, so they run on a thread that may; the pool is Vert.x's and never waits. Features
/// bring their SQL themselves: nothing here knows a table.
@NullMarked
package io.tidemark.postgres;

import org.jspecify.annotations.NullMarked;
