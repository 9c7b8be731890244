package io.tidemark.log;

/// A stream: a producer of a key's account (`*` is an account of its own here) and the master that it writes to.
public record StreamId(String master, String account, String producer) {

    /// One text for it, as a field name; reversed by [#parse].
    public String text() {
        return master + '|' + account + '|' + producer;
    }

    public static StreamId parse(String text) {
        int first = text.indexOf('|');
        int second = text.indexOf('|', first + 1);
        return new StreamId(text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
    }
}
