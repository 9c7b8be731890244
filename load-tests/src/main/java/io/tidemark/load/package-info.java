/// Where every claim about speed, size and truth is measured, by one command.
///
/// A [Scenario] starts the product as an operator does (its one jar, real Redis and PostgreSQL; `process`), drives it through its wire
/// (`wire`), keeps a ledger of what it really did, and holds what the product shows against it. Work is counted per processor-second
/// of node and Redis, the generator excluded (`measure`). What comes out are claims, percentile files and a page (`report`).
///
/// Everything runs on 127.0.0.1 and ends by itself.
@NullMarked
package io.tidemark.load;

import org.jspecify.annotations.NullMarked;
