package io.tidemark.access;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What somebody wants an account to be. What is not said stays as it is.
///
/// @param named    whether the name is said; `name` is then the new one, `null` for none
/// @param zone     `null`: not said
/// @param settings the ones that are said, each with its new value or `null` for its default
record AccountWish(boolean named, @Nullable String name, @Nullable String zone, JsonObject settings) {

    static final AccountWish NOTHING = new AccountWish(false, null, null, new JsonObject());

    /// `before` with the settings of this wish.
    JsonObject settingsOver(JsonObject before) {
        var after = before.copy().mergeIn(settings);
        settings.forEach(setting -> {
            if (setting.getValue() == null) after.remove(setting.getKey());
        });
        return after;
    }
}
