package io.tidemark.ops;

import io.vertx.core.Future;
import java.util.function.Supplier;

/// Something that a node needs. `look` may be called from any thread, is answered within two seconds or counts as failed, and says
/// no secret.
public record Check(String name, Supplier<Future<Finding>> look) {}
