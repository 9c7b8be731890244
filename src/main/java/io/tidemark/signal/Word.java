package io.tidemark.signal;

import java.util.Locale;
import java.util.Optional;

/// A closed choice that has one spelling everywhere: on the wire, in files, in labels (lower case, no spaces).
public interface Word {

    /// The spelling, for example `webinar`.
    String word();

    /// The constant of `type` that is spelled `word`, or empty when there is none.
    static <E extends Enum<E> & Word> Optional<E> parse(Class<E> type, String word) {
        for (E constant : type.getEnumConstants())
            if (constant.word().equals(word))
                return Optional.of(constant);
        return Optional.empty();
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
