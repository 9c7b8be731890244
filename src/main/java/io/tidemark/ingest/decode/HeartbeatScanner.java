package io.tidemark.ingest.decode;

import io.tidemark.log.Numbered;
import io.tidemark.signal.Account;
import io.tidemark.signal.Id;
import io.tidemark.signal.Signal.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what nearly all messages are: heartbeats of `type`, `session`, and perhaps `account` and `at` as a number, alone or in an
/// array, in ASCII and without escapes. It reads them as [BatchReader] would, straight from the bytes, at a fraction of the cost; of
/// anything else, and of whatever is to be refused, it understands nothing and leaves the message to that.
final class HeartbeatScanner {

    private static final byte[] TYPE = ascii("type");
    private static final byte[] HEARTBEAT = ascii("heartbeat");
    private static final byte[] SESSION = ascii("session");
    private static final byte[] ACCOUNT = ascii("account");
    private static final byte[] AT = ascii("at");
    private static final int MOST_DIGITS = 15;
    private static final int HEX_AND_QUOTES = Id.HEX_DIGITS + 2;
    /// Printable ASCII but quote and backslash.
    private static final boolean[] PLAIN = new boolean[256];

    static {
        for (int c = ' '; c < 0x7f; c++)
            PLAIN[c] = c != '"' && c != '\\';
    }

    private byte[] bytes = {};
    private int end;
    private int at;
    /// Where the string is that was read last.
    private int from;
    private int to;
    private byte[] accountBytes = {};
    private String account = "";
    /// What stands before and behind the digits of the last heartbeat that was read in full, and the account that it names: most of
    /// those that follow differ from it by the digits alone. It had no `at`.
    private byte[] before = {};
    private byte[] behind = {};
    private @Nullable String between;

    /// The heartbeats of a message, or `null` when it is not made of such only.
    @Nullable
    List<Numbered> scan(byte[] message, int length, Reading reading) {
        bytes = message;
        end = length;
        at = 0;
        boolean isArray = next('[');
        var heartbeats = new ArrayList<Numbered>(isArray ? 64 : 1);
        do {
            if (heartbeats.size() == MessageDecoder.MOST_SIGNALS)
                return null;
            Heartbeat heartbeat = likeTheLast(reading);
            if (heartbeat == null)
                heartbeat = next('{') ? heartbeat(reading) : null;
            if (heartbeat == null)
                return null;
            heartbeats.add(new Numbered(heartbeats.size(), heartbeat));
        } while (isArray && next(','));
        boolean isWhole = !isArray || next(']');
        blank();
        return isWhole && at == end ? heartbeats : null;
    }

    private @Nullable Heartbeat likeTheLast(Reading reading) {
        int digits = at + before.length;
        int rest = digits + Id.HEX_DIGITS;
        if (before.length == 0 || rest + behind.length > end || !Arrays.equals(bytes, at, digits, before, 0, before.length)
                || !Arrays.equals(bytes, rest, rest + behind.length, behind, 0, behind.length))
            return null;
        Id session = Id.ofHexDigits(bytes, digits);
        if (session == null)
            return null;
        at = rest + behind.length;
        return new Heartbeat(between, reading.now(), session, null, -1, -1);
    }

    /// An object whose brace was read.
    private @Nullable Heartbeat heartbeat(Reading reading) {
        int brace = at - 1;
        int digits = 0;
        boolean typed = false;
        Id session = null;
        String named = null;
        long instant = Instants.NONE;
        do {
            if (!name())
                return null;
            if (!typed && is(TYPE)) {
                typed = string() && is(HEARTBEAT);
                if (!typed)
                    return null;
            } else if (session == null && is(SESSION)) {
                session = session();
                if (session == null)
                    return null;
                digits = at - 1 - Id.HEX_DIGITS;
            } else if (named == null && is(ACCOUNT)) {
                named = string() ? account() : null;
                if (named == null)
                    return null;
            } else if (instant == Instants.NONE && is(AT)) {
                instant = instant(reading);
                if (instant == Instants.NONE)
                    return null;
            } else {
                return null;
            }
        } while (next(','));
        if (!next('}') || !typed || session == null)
            return null;
        if (instant == Instants.NONE && session.text() == null)
            remember(brace, digits, named);
        return new Heartbeat(named, instant == Instants.NONE ? reading.now() : instant, session, null, -1, -1);
    }

    private void remember(int brace, int digits, @Nullable String named) {
        before = Arrays.copyOfRange(bytes, brace, digits);
        behind = Arrays.copyOfRange(bytes, digits + Id.HEX_DIGITS, at);
        between = named;
    }

    /// A session's id: mostly digits and the quote after them, which are read at once.
    private @Nullable Id session() {
        if (end - at > HEX_AND_QUOTES && bytes[at] == '"' && bytes[at + HEX_AND_QUOTES - 1] == '"') {
            Id hex = Id.ofHexDigits(bytes, at + 1);
            if (hex != null) {
                at += HEX_AND_QUOTES;
                return hex;
            }
        }
        return string() && to > from && to - from <= Checks.LONGEST_ID ? Id.ofAscii(bytes, from, to) : null;
    }

    /// The account of the string read last; one after the other they are mostly the same.
    private @Nullable String account() {
        if (account.isEmpty() || !is(accountBytes)) {
            String path = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            if (!Account.isPath(path))
                return null;
            accountBytes = Arrays.copyOfRange(bytes, from, to);
            account = path;
        }
        return account;
    }

    /// A number of milliseconds that needs no judgement, as the server's time.
    private long instant(Reading reading) {
        blank();
        int first = at;
        long millis = 0;
        while (at < end && at - first < MOST_DIGITS && bytes[at] >= '0' && bytes[at] <= '9')
            millis = millis * 10 + bytes[at++] - '0';
        if (at == first || bytes[first] == '0' || millis > Instants.LATEST)
            return Instants.NONE;
        long corrected = millis + reading.correction();
        boolean isTimely = corrected <= reading.now() + Lateness.AHEAD && corrected >= reading.now() - Lateness.WINDOW;
        return isTimely ? corrected : Instants.NONE;
    }

    /// A string and the colon after it; leaves the string's place.
    private boolean name() {
        return string() && next(':');
    }

    /// A string of printable ASCII without escapes.
    private boolean string() {
        if (!next('"'))
            return false;
        int next = at;
        from = next;
        while (next < end && PLAIN[bytes[next] & 0xff])
            next++;
        to = next;
        at = next + 1;
        return next < end && bytes[next] == '"';
    }

    private boolean is(byte[] text) {
        return Arrays.equals(bytes, from, to, text, 0, text.length);
    }

    /// Whether this comes next; then it is passed.
    private boolean next(char wanted) {
        blank();
        if (at == end || bytes[at] != wanted)
            return false;
        at++;
        return true;
    }

    private void blank() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t'))
            at++;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
