package io.tidemark.ingest.decode;

/// A sender's value as it may be shown back: at most 40 characters, in quotes, and whatever could disturb a terminal, a page or a
/// log line (control, bidirectional and zero-width characters, lone surrogates) as its JSON escape.
public final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    public static String quoted(String value) {
        return '"' + plain(value, LONGEST) + '"';
    }

    /// The same without the quotes around it, at most `longest` characters.
    static String plain(String value, int longest) {
        var shown = new StringBuilder(Math.min(value.length(), longest) + 8);
        int at = 0;
        for (int taken = 0; at < value.length() && taken < longest; taken++) {
            int point = value.codePointAt(at);
            append(shown, point);
            at += Character.charCount(point);
        }
        return at < value.length() ? shown.append('…').toString() : shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        if (point == '"' || point == '\\')
            shown.append('\\').append((char) point);
        else if (isPlain(point))
            shown.appendCodePoint(point);
        else if (point <= 0xffff)
            shown.append("\\u%04x".formatted(point));
        else
            shown.append("\\u{%x}".formatted(point));
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
