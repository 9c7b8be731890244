package io.tidemark.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key's text as it stands after all sources are heard.
///
/// @param text null: nobody gave one, and the key has no standard
public record Value(Key key, @Nullable String text, Origin origin) {

    private static final String MASK = "****";

    /// The text, if there is one.
    public Optional<String> given() {
        return Optional.ofNullable(text);
    }

    /// The text as anybody may see it: of an address with a password all but the password, of another secret nothing.
    public String shown() {
        if (text == null) return "(none)";
        if (!key.isSecret()) return text;
        int scheme = text.indexOf("://");
        int at = text.lastIndexOf('@');
        if (scheme < 0) return MASK;
        if (at < scheme) return text;
        int user = text.indexOf(':', scheme + 3);
        return text.substring(0, user < 0 || user > at ? scheme + 3 : user + 1) + MASK + text.substring(at);
    }

    /// The text as a message about a mistake may show it: of a secret only its kind, since in a mistaken address anything may be the
    /// password.
    String hinted() {
        if (text == null || !key.isSecret()) return shown();
        int scheme = text.indexOf("://");
        return scheme < 0 ? MASK : text.substring(0, scheme + 3) + MASK;
    }

    @Override
    public String toString() {
        return key.variable() + "=" + shown() + " from " + origin.described();
    }
}
