package io.tidemark.settings;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A key's text as it stands after all sources are heard.
///
/// @param text null: nobody gave one, and the key has no standard
public record Value(Key key, @Nullable String text, Origin origin) {

    private static final Pattern PASSWORD = Pattern.compile("(://[^/@]*:)[^/]*(@)|(://)[^/:]*(@)");

    /// The text, if there is one.
    public Optional<String> given() {
        return Optional.ofNullable(text);
    }

    /// The text as anybody may see it: of an address with a password all but the password, of another secret nothing.
    public String shown() {
        if (text == null) return "(none)";
        if (!key.isSecret()) return text;
        if (!text.contains("://")) return "****";
        String masked = PASSWORD.matcher(text).replaceFirst(found -> found.group(1) == null ? "$3****$4" : "$1****$2");
        int query = masked.indexOf('?');
        return query < 0 || masked.indexOf("password", query) < 0 ? masked : masked.substring(0, query) + "?****";
    }

    @Override
    public String toString() {
        return key.variable() + "=" + shown() + " from " + origin.described();
    }
}
