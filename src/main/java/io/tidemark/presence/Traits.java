package io.tidemark.presence;

import io.tidemark.signal.Facts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Facts that live sessions have in common, kept once under a number.
final class Traits {

    final int number;
    final Facts facts;
    private int uses;

    Traits(int number, Facts facts) {
        this.number = number;
        this.facts = facts;
    }

    /// All traits in use.
    static final class Book {

        private final Map<Facts, Traits> byFacts = new HashMap<>();
        private final Map<Integer, Traits> byNumber = new HashMap<>();
        /// Numbers that came into use or fell out of it since they were last kept.
        final Set<Integer> dirty = new HashSet<>();
        int lastNumber;

        Traits use(Facts facts) {
            Traits traits = byFacts.get(facts);
            if (traits == null) {
                traits = new Traits(++lastNumber, facts);
                restore(traits);
                dirty.add(traits.number);
            }
            traits.uses++;
            return traits;
        }

        void release(Traits traits) {
            if (--traits.uses > 0) return;
            byFacts.remove(traits.facts);
            byNumber.remove(traits.number);
            dirty.add(traits.number);
        }

        void restore(Traits traits) {
            byFacts.put(traits.facts, traits);
            byNumber.put(traits.number, traits);
        }

        @org.jspecify.annotations.Nullable
        Traits numbered(int number) {
            return byNumber.get(number);
        }

        void countUse(Traits traits) {
            traits.uses++;
        }
    }
}
