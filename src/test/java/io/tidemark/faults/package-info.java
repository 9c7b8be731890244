/// Faults, provoked with real processes: nodes, Redis and PostgreSQL are killed, stopped, emptied and brought back while producers go
/// on, and every time the figures must be those of the producers' own ledger.
@NullMarked
package io.tidemark.faults;

import org.jspecify.annotations.NullMarked;
