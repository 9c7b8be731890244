package io.tidemark.signal;

import org.jspecify.annotations.Nullable;

/// What a join tells about its session beyond where it is: who or what it is, from which device, watching what.
///
/// `null` means *not given*: an update leaves such a field as it was. `duration` is the content's length in seconds,
/// `country` an ISO 3166-1 alpha-2 code, `offer` is `free` or `paid`. Equal facts are stored once for all their sessions.
public record Facts(@Nullable SessionClass type, @Nullable String device, @Nullable String client, @Nullable String platform,
        @Nullable String os, @Nullable String browser, @Nullable String hardware, @Nullable String country, @Nullable String content,
        @Nullable String contentTitle, @Nullable Double duration, @Nullable String offer) {

    /// Nothing given at all.
    public static final Facts NONE = new Facts(null, null, null, null, null, null, null, null, null, null, null, null);

    /// These facts with the given fields of `newer` in place of their own.
    public Facts updatedBy(Facts newer) {
        if (newer.equals(NONE))
            return this;
        return new Facts(or(newer.type, type), or(newer.device, device), or(newer.client, client), or(newer.platform, platform),
                or(newer.os, os), or(newer.browser, browser), or(newer.hardware, hardware), or(newer.country, country),
                or(newer.content, content), or(newer.contentTitle, contentTitle), or(newer.duration, duration), or(newer.offer, offer));
    }

    /// The class, [SessionClass#PERSON] when none was given.
    public SessionClass typeOrPerson() {
        return type == null ? SessionClass.PERSON : type;
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
