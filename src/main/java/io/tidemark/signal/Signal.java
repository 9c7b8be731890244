package io.tidemark.signal;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing that a producer says. Instants are epoch milliseconds in UTC and always present: a signal that came without one
/// was given the instant at which it was read.
///
/// `account` is the path that the signal itself named, `null` when it left that to its message ([io.tidemark.log.Scope]).
/// Ids are 1 to 128 characters without control characters, unique within a master account; that was checked when the signal
/// was decoded.
public sealed interface Signal {

    @Nullable
    String account();

    /// When it happened at the producer.
    long at();

    /// A session (`id`) is there, or is there with other facts. `user` is the person; `timeout` the seconds of silence after which it
    /// is over (0: not given); `replaces` a session that this one continues.
    record Join(@Nullable String account, long at, Id id, String event, Kind kind, Role role, @Nullable String user, Facts facts,
            About about, int timeout, @Nullable String replaces) implements Signal {

        public Join(@Nullable String account, long at, String session, String event, Kind kind, Role role, @Nullable String user,
                Facts facts, About about, int timeout, @Nullable String replaces) {
            this(account, at, Id.of(session), event, kind, role, user, facts, about, timeout, replaces);
        }

        public String session() {
            return id.toString();
        }
    }

    /// A session lives. `position` (seconds) and `bytes` (running total of the session) are negative when not given.
    record Heartbeat(@Nullable String account, long at, Id id, @Nullable Playback state, double position,
            long bytes) implements Signal {

        /// A heartbeat that says no more than that the session lives.
        public static Heartbeat of(@Nullable String account, long at, String session) {
            return new Heartbeat(account, at, Id.of(session), null, -1, -1);
        }

        public String session() {
            return id.toString();
        }
    }

    /// A session is over.
    record Leave(@Nullable String account, long at, Id id, @Nullable String reason) implements Signal {

        public Leave(@Nullable String account, long at, String session, @Nullable String reason) {
            this(account, at, Id.of(session), reason);
        }

        public String session() {
            return id.toString();
        }
    }

    /// An event is planned, has started or has ended. Plan fields are epoch milliseconds, or negative when not given.
    record Event(@Nullable String account, long at, String event, EventState state, @Nullable Kind kind, About about, long plannedStart,
            long plannedEnd, int expectedSpeakers, int expectedParticipants) implements Signal {}

    /// What does not touch presence and goes to history as it is: `refused`, `usage`, `gauge`, `content`, `login`, `user`.
    /// `body` is the checked signal as compact UTF-8 JSON, its `at` and `account` left out.
    record Note(@Nullable String account, long at, String type, byte[] body) implements Signal {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Note(var account2, var at2, var type2, var body2) && Objects.equals(account, account2) && at == at2
                    && type.equals(type2) && Arrays.equals(body, body2);
        }

        @Override
        public int hashCode() {
            return Objects.hash(account, at, type) * 31 + Arrays.hashCode(body);
        }
    }
}
