package io.tidemark.presence.oracle;

import io.tidemark.log.Numbered;
import io.tidemark.log.Scope;
import io.tidemark.signal.About;
import io.tidemark.signal.EventState;
import io.tidemark.signal.Facts;
import io.tidemark.signal.Kind;
import io.tidemark.signal.Role;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Random signals about a few sessions and events, so that the same ones meet often.
final class Chatter {
    static final List<String> ACCOUNTS = List.of("acme", "acme/a", "acme/b", "acme/a/x", "beta", "beta/n", "gamma");
    private static final int[] TIMEOUTS = {0, 0, 0, 0, 5, 5, 7, 30, 90};

    private final SplittableRandom random;
    private final long grid;
    private final int sessions;
    private final int events;
    private final List<Signal> said = new ArrayList<>();

    Chatter(SplittableRandom random, long grid) {
        this.random = random;
        this.grid = grid;
        this.sessions = random.nextInt(3, 16);
        this.events = random.nextInt(2, 7);
    }

    /// Signals for a message read at `now`; `master` binds them (a stream's), or is `null`. `back` is how far the sender lags.
    List<Numbered> signals(int count, Scope scope, @Nullable String master, long now, long back) {
        var signals = new ArrayList<Numbered>();
        for (int index = 0; signals.size() < count; index += random.nextInt(8) == 0 ? 2 : 1)
            signals.add(new Numbered(index, signal(scope, master, now, back)));
        return signals;
    }

    List<Numbered> joins(int count, Scope scope, String master, long now) {
        var joins = new ArrayList<Numbered>();
        for (int index = 0; index < count; index++)
            joins.add(new Numbered(index, join(scope, master, now - random.nextInt(4) * 60_000L)));
        return joins;
    }

    Signal.Heartbeat heartbeat(Scope scope, @Nullable String master, long now) {
        return Signal.Heartbeat.of(account(scope, master), now, session());
    }

    private Signal signal(Scope scope, @Nullable String master, long now, long back) {
        if (!said.isEmpty() && random.nextInt(8) == 0) {
            Signal again = said.get(random.nextInt(said.size()));
            boolean fits = master == null
                    ? again.account() != null || scope.defaultAccount() != null
                    : again.account() == null || World.master(again.account()).equals(master);
            if (fits) return again;
        }
        long at = back > 0 ? now - back - steps(5) : at(now);
        Signal signal = switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> join(scope, master, at);
            case 9, 10, 11, 12, 13 -> new Signal.Leave(account(scope, master), at, session(), null);
            case 14, 15 -> heartbeat(scope, master, at);
            case 16, 17, 18 -> event(scope, master, at);
            default -> random.nextInt(3) > 0
                    ? new Signal.Leave(account(scope, master), at, session(), "gone")
                    : new Signal.Note(account(scope, master), at, "usage", new byte[]{'{', '}'});
        };
        if (said.size() < 40) said.add(signal);
        else
            said.set(random.nextInt(said.size()), signal);
        return signal;
    }

    private Signal.Join join(Scope scope, @Nullable String master, long at) {
        String event = event();
        String replaces = random.nextInt(8) == 0 ? session() : null;
        String user = random.nextInt(5) == 0 ? "u" + random.nextInt(3) : null;
        var about = random.nextInt(6) == 0 ? new About("t" + random.nextInt(3), null, perhaps("o")) : About.NONE;
        return new Signal.Join(account(scope, master), at, session(), event, kind(event), role(), user, facts(), about,
                TIMEOUTS[random.nextInt(TIMEOUTS.length)], replaces);
    }

    private Signal.Event event(Scope scope, @Nullable String master, long at) {
        String event = event();
        var state = switch (random.nextInt(5)) {
            case 0 -> EventState.PLANNED;
            case 1, 2 -> EventState.STARTED;
            default -> EventState.ENDED;
        };
        Kind kind = random.nextInt(4) == 0 ? null : kind(event);
        return new Signal.Event(account(scope, master), at, event, state, kind, new About(perhaps("t"), null, null), -1, -1, -1, -1);
    }

    private Facts facts() {
        SessionClass type = switch (random.nextInt(10)) {
            case 0 -> SessionClass.SIP;
            case 1 -> SessionClass.SCREEN;
            case 2 -> SessionClass.BOT;
            case 3 -> SessionClass.PERSON;
            default -> null;
        };
        if (type == null && random.nextInt(3) > 0) return Facts.NONE;
        return new Facts(type, perhaps("tv"), perhaps("web"), perhaps("acme-app"), null, null, null, perhaps("DE"), perhaps("c"), null,
                null,
                null);
    }

    private @Nullable String perhaps(String value) {
        return random.nextInt(4) == 0 ? value + random.nextInt(2) : null;
    }

    /// When it is said to have happened, outside a backlog: now, lately, at the window's edge, soon, long ago.
    private long at(long now) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5, 6 -> now;
            case 7, 8, 9 -> now - steps(4);
            case 10, 11 -> now - random.nextLong(60_000);
            case 12 -> now - random.nextLong(1_200_000);
            case 13 -> now - World.WINDOW + random.nextLong(-1, 2);
            case 14 -> now + steps(30);
            default -> now - random.nextLong(100);
        };
    }

    private long steps(int most) {
        return random.nextInt(most + 1) * Math.max(grid, 1);
    }

    private @Nullable String account(Scope scope, @Nullable String master) {
        if (scope.defaultAccount() != null && random.nextInt(3) > 0) return null;
        boolean astray = random.nextInt(12) == 0;
        var possible = ACCOUNTS.stream()
                .filter(path -> (astray || scope.reaches(path)) && (master == null || World.master(path).equals(master)))
                .toList();
        return possible.get(random.nextInt(possible.size()));
    }

    private String session() {
        return "s" + random.nextInt(sessions);
    }

    private String event() {
        return "e" + random.nextInt(events);
    }

    /// Mostly one kind an event.
    private Kind kind(String event) {
        int usual = (event.charAt(1) - '0') % Kind.values().length;
        return Kind.values()[random.nextInt(10) == 0 ? random.nextInt(Kind.values().length) : usual];
    }

    private Role role() {
        return Role.values()[random.nextInt(3)];
    }
}
