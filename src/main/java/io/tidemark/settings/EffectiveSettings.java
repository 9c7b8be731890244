package io.tidemark.settings;

import java.util.List;

/// The settings, and where each came from.
///
/// @param settings what they mean
/// @param values one for each [Key], in its order
public record EffectiveSettings(Settings settings, List<Value> values) {

    public EffectiveSettings {
        values = List.copyOf(values);
    }
}
