package io.tidemark.access;

import java.security.SecureRandom;
import java.util.Base64;

/// A new secret, on its way to the one who asked for it. Its text is seen once, there; everything else keeps its [Digest].
///
/// The texts are made of characters that may stand in a header, a WebSocket sub-protocol and a path alike. Their prefixes let
/// scanners of repositories and logs find them.
final class Secret {
    static final String KEY = "tmk_";
    static final String BOARD = "tmb_";

    private static final int BYTES = 32;
    private static final int ID_BYTES = 9;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    static Secret random(String prefix) {
        return new Secret(prefix + text(BYTES));
    }

    /// A random name for a thing that is no secret.
    static String id() {
        return text(ID_BYTES);
    }

    String reveal() {
        return text;
    }

    Digest digest() {
        return Digest.of(text);
    }

    @Override
    public String toString() {
        return "a secret";
    }

    private static String text(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }
}
