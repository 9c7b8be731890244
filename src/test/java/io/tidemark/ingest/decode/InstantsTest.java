package io.tidemark.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T10:00:00Z", "2026-11-21T10:00:00.1Z", "2026-11-21T10:00:00.123456789+05:45",
            "2024-02-29T23:59:59-11:30", "1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void readsWhatThePlatformReads(String text) {
        assertThat(parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    }

    @Test
    void takesSmallLettersASpaceAndALeapSecond() {
        long second = Instant.parse("2017-01-01T00:00:00Z").toEpochMilli();
        assertThat(parse("2017-01-01t00:00:00z")).isEqualTo(second);
        assertThat(parse("2017-01-01 00:00:00Z")).isEqualTo(second);
        assertThat(parse("2016-12-31T23:59:60Z")).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2026-11-21", "2026-11-21T10:00:00", "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00.123",
            "2026-13-01T10:00:00Z", "2026-02-29T10:00:00Z", "2026-11-31T10:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z",
            "2026-11-21T10:00:61Z", "2026-11-21T10:00:00+0100", "2026-11-21T10:00:00+24:00", "2026-11-21T10:00:00Z ",
            "+2026-11-21T10:00:00Z", "0000-01-01T00:00:00Z", "2026-11-21T1٠:00:00Z", "2026-11-21T10:00:00.12345678901234567890123Z"})
    void takesNothingElse(String text) {
        assertThat(parse(text)).isEqualTo(Instants.NONE);
    }

    private static long parse(String text) {
        return Instants.parse(text.toCharArray(), 0, text.length());
    }
}
