package io.tidemark.settings;

import java.util.Locale;

/// How much the connection to PostgreSQL is encrypted and checked, in PostgreSQL's own words: never encrypted; encrypted
/// if the server insists; if it can; always, believing whoever answers; always, with its certificate checked; and the
/// name in it too.
public enum SslMode {

    DISABLE, ALLOW, PREFER, REQUIRE, VERIFY_CA, VERIFY_FULL;

    /// The word as it stands in an address.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
