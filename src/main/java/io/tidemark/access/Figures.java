package io.tidemark.access;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// Levels and today's peaks, for the list of accounts.
public interface Figures {

    /// The figures of `accounts`, each in the form that `levels` has in a snapshot; who has none is left out.
    Future<Map<String, JsonObject>> levels(List<String> accounts);
}
