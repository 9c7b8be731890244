package io.tidemark.wallboard;

import io.tidemark.presence.Standing;
import io.vertx.core.json.JsonObject;

/// The levels of a standing as they stand in a snapshot: section → metric → what is live and today's peak. For others who show them.
public final class ShownLevels {

    private ShownLevels() {}

    public static JsonObject of(Standing standing) {
        return Frames.levels(standing);
    }
}
