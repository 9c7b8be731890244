package io.tidemark.presence;

import io.tidemark.log.StreamId;
import io.tidemark.signal.SessionClass;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A master account with everything that is live in it. What is due of it by itself is the end of its hold: peaks wait for 60 s at
/// most, however many streams hold one after the other.
final class Master extends Timed {

    static final Set<SessionClass> DEFAULT_COUNTED = EnumSet.of(SessionClass.PERSON, SessionClass.SIP);

    final Live live;
    final String name;
    final int number;
    final Map<String, AccountNode> accounts = new HashMap<>();
    final Map<String, Occurrence> events = new HashMap<>();
    final Map<StreamId, Stream> streams = new HashMap<>();
    Set<SessionClass> counted = DEFAULT_COUNTED;
    int holding;
    long heldSince;

    Master(Live live, String name, int number) {
        this.live = live;
        this.name = name;
        this.number = number;
    }

    boolean isHeld() {
        return holding > 0;
    }

    @Override
    long due() {
        return isHeld() ? heldSince + Hold.LONGEST : Long.MAX_VALUE;
    }

    @Override
    int rank() {
        return 4;
    }
}
