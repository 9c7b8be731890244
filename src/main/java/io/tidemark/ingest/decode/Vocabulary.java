package io.tidemark.ingest.decode;

import io.tidemark.signal.EventState;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Playback;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Word;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words that signals are full of, found from a parser's characters without making a new text of them each time.
final class Vocabulary {

    private static final int LONGEST = 11;
    private static final String[] TABLE = table();

    private Vocabulary() {}

    static @Nullable String find(char[] text, int from, int length) {
        if (length > LONGEST)
            return null;
        int hash = 0;
        for (int i = from; i < from + length; i++)
            hash = hash * 31 + text[i];
        for (int at = place(hash);; at = at + 1 & TABLE.length - 1) {
            String word = TABLE[at];
            if (word == null)
                return null;
            if (equal(word, text, from, length))
                return word;
        }
    }

    private static boolean equal(String word, char[] text, int from, int length) {
        if (word.length() != length)
            return false;
        for (int i = 0; i < length; i++)
            if (word.charAt(i) != text[from + i])
                return false;
        return true;
    }

    private static String[] table() {
        var table = new String[256];
        Stream<Word[]> closed = Stream.of(Kind.values(), Role.values(), SessionClass.values(), Playback.values(), EventState.values());
        Stream<String> open = Stream.of("hello", "alive", "join", "heartbeat", "leave", "event", "refused", "usage", "gauge", "content",
                "login", "user", "snapshot", "tv", "computer", "console", "tablet", "mobile", "other", "free", "paid");
        Stream.concat(closed.flatMap(Stream::of).map(Word::word), open).distinct().forEach(word -> {
            int at = place(word.hashCode());
            while (table[at] != null)
                at = at + 1 & 255;
            table[at] = word;
        });
        return table;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 15) & 255;
    }
}
