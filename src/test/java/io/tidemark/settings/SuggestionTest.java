package io.tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void nearestWordIsFoundWhateverItsCase() {
        assertThat(Suggestion.of("shrads", List.of("SHARDS", "ZONE"))).contains("SHARDS");
    }

    @Test
    void strangeWordHasNone() {
        assertThat(Suggestion.of("walrus", List.of("SHARDS", "ZONE"))).isEmpty();
    }

    @Test
    void distanceCountsLetters() {
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
    }
}
