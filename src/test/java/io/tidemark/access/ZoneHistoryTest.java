package io.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.access.ZoneHistory.Span;
import io.tidemark.access.ZoneHistory.Wish;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneHistoryTest {

    private static final Instant FIRST_SIGNAL = Instant.parse("2026-10-24T12:00:00Z");
    private static final Wish CREATED = wish("2026-10-24T11:00:00Z", "Europe/Berlin");

    @Test
    void aZoneAskedForBeforeTheFirstSignalHoldsForAllTime() {
        var asked = List.of(CREATED, wish("2026-10-24T11:59:59.999Z", "Asia/Tokyo"));
        assertThat(ZoneHistory.of(asked, FIRST_SIGNAL).spans()).containsExactly(new Span(null, "Asia/Tokyo"));
        assertThat(ZoneHistory.of(asked, null).spans()).containsExactly(new Span(null, "Asia/Tokyo"));
    }

    @Test
    void aLaterZoneHoldsFromTheNextMidnightOfTheOldOne() {
        var history = ZoneHistory.of(List.of(CREATED, wish("2026-10-25T00:30:00Z", "Asia/Tokyo")), FIRST_SIGNAL);
        var midnight = Instant.parse("2026-10-25T23:00:00Z");
        assertThat(history.spans()).containsExactly(new Span(null, "Europe/Berlin"), new Span(midnight, "Asia/Tokyo"));
        assertThat(history.at(midnight.minusMillis(1))).isEqualTo("Europe/Berlin");
        assertThat(history.at(midnight)).isEqualTo("Asia/Tokyo");
        assertThat(history.pending(midnight.minusMillis(1))).contains(new Span(midnight, "Asia/Tokyo"));
        assertThat(history.pending(midnight)).isEmpty();
    }

    @Test
    void aWaitingWishIsReplacedByANewerOne() {
        var waiting = wish("2026-10-26T10:00:00Z", "Asia/Tokyo");
        var newer = wish("2026-10-26T11:00:00Z", "America/New_York");
        var back = wish("2026-10-26T12:00:00Z", "Europe/Berlin");
        var midnight = Instant.parse("2026-10-26T23:00:00Z");
        assertThat(ZoneHistory.of(List.of(CREATED, waiting, newer), FIRST_SIGNAL).spans())
                .containsExactly(new Span(null, "Europe/Berlin"), new Span(midnight, "America/New_York"));
        assertThat(ZoneHistory.of(List.of(CREATED, waiting, back), FIRST_SIGNAL).spans()).containsExactly(new Span(null, "Europe/Berlin"));
    }

    @Test
    void oneChangeFollowsAnother() {
        var history = ZoneHistory.of(
                List.of(CREATED, wish("2026-10-26T10:00:00Z", "Asia/Tokyo"), wish("2026-10-28T10:00:00Z", "UTC")), FIRST_SIGNAL);
        assertThat(history.spans()).extracting(Span::zone).containsExactly("Europe/Berlin", "Asia/Tokyo", "UTC");
        assertThat(history.spans().getLast().since()).isEqualTo(Instant.parse("2026-10-28T15:00:00Z"));
    }

    private static Wish wish(String asked, String zone) {
        return new Wish(Instant.parse(asked), zone);
    }
}
