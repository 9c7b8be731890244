package io.tidemark.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody probably meant to type.
final class Suggestion {

    private Suggestion() {}

    /// The nearest known word, if any is near: at most a third of its letters, our prefix left aside, differ.
    static Optional<String> of(String typed, Collection<String> known) {
        String wanted = bare(typed);
        return known.stream().min(Comparator.comparingInt(word -> distance(wanted, bare(word))))
                .filter(word -> distance(wanted, bare(word)) * 3 <= bare(word).length());
    }

    private static String bare(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return upper.startsWith(Key.PREFIX) ? upper.substring(Key.PREFIX.length()) : upper;
    }

    /// Number of letters to insert, delete or replace (Levenshtein).
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
