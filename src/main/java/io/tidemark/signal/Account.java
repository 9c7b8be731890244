package io.tidemark.signal;

/// The grammar of account paths: 1 to 8 segments `[A-Za-z0-9][A-Za-z0-9._-]{0,63}` joined by `/`; the first is the master.
public final class Account {

    /// The reach of a key that is worth every account.
    public static final String EVERY = "*";

    private Account() {}

    /// Whether `path` is well formed.
    public static boolean isPath(String path) {
        int segments = 1;
        int length = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                if (length == 0 || ++segments > 8)
                    return false;
                length = 0;
            } else if (isAlphanumeric(c) || length > 0 && (c == '.' || c == '_' || c == '-')) {
                if (++length > 64)
                    return false;
            } else {
                return false;
            }
        }
        return length > 0;
    }

    /// The first segment: the account whose data is never mixed with another's.
    public static String master(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /// Whether a key worth `reach` (a path, or [#EVERY]) may touch `path`: the account itself or one below it.
    public static boolean reaches(String reach, String path) {
        return reach.equals(EVERY) || path.startsWith(reach) && (path.length() == reach.length() || path.charAt(reach.length()) == '/');
    }

    private static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
