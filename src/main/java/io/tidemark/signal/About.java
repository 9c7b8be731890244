package io.tidemark.signal;

import org.jspecify.annotations.Nullable;

/// What is told about an event: its title, template (`conference`, `selector`, `lecture` …) and the user who created it.
/// `null` means *not given*.
public record About(@Nullable String title, @Nullable String template, @Nullable String owner) {

    /// Nothing given at all.
    public static final About NONE = new About(null, null, null);

    /// This with the given fields of `newer` in place of its own.
    public About updatedBy(About newer) {
        if (newer.equals(NONE))
            return this;
        return new About(newer.title != null ? newer.title : title, newer.template != null ? newer.template : template,
                newer.owner != null ? newer.owner : owner);
    }
}
