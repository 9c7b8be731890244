package io.tidemark.ingest.decode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/// RFC 3339 to epoch milliseconds, straight from a parser's characters: no text is made for it. Digits below the millisecond are
/// cut; a leap second is the second after it.
final class Instants {

    /// What is no instant.
    static final long NONE = Long.MIN_VALUE;
    static final long EARLIEST = LocalDate.of(1, 1, 1).toEpochDay() * 86_400_000L;
    static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Instants() {}

    static long parse(char[] text, int from, int length) {
        if (length < 20 || length > 40 || text[from + 4] != '-' || text[from + 7] != '-' || text[from + 13] != ':'
                || text[from + 16] != ':' || "Tt ".indexOf(text[from + 10]) < 0)
            return NONE;
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour < 0 || hour > 23 || minute < 0
                || minute > 59 || second < 0 || second > 60)
            return NONE;
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second;
        return fraction(text, from + 19, from + length, seconds * 1000);
    }

    private static long fraction(char[] text, int from, int end, long whole) {
        if (text[from] != '.')
            return offset(text, from, end, whole);
        int at = from + 1;
        int millis = 0;
        for (int unit = 100; at < end && text[at] >= '0' && text[at] <= '9'; at++, unit /= 10)
            millis += (text[at] - '0') * unit;
        return at == from + 1 || at == end ? NONE : offset(text, at, end, whole + millis);
    }

    private static long offset(char[] text, int from, int end, long local) {
        char sign = text[from];
        if (sign == 'Z' || sign == 'z')
            return end == from + 1 ? local : NONE;
        if (sign != '+' && sign != '-' || end != from + 6 || text[from + 3] != ':')
            return NONE;
        int hours = digits(text, from + 1, 2);
        int minutes = digits(text, from + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
            return NONE;
        long millis = (hours * 60L + minutes) * 60_000;
        return sign == '-' ? local + millis : local - millis;
    }

    private static int daysIn(int year, int month) {
        return month == 2 ? YearMonth.of(year, 2).lengthOfMonth() : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int digits(char[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text[i];
            if (c < '0' || c > '9')
                return -1;
            value = value * 10 + c - '0';
        }
        return value;
    }
}
