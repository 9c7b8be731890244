package io.tidemark.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The streams of a socket that have an ack to give: all of one turn of the loop are given together, one a stream.
final class Acks {

    private final Set<OpenStream> moved = new LinkedHashSet<>();

    /// Notes a stream; whether it is the first of this turn.
    boolean isFirst(OpenStream stream) {
        boolean first = moved.isEmpty();
        moved.add(stream);
        return first;
    }

    /// What is to be said now.
    List<String> take() {
        var acks = new ArrayList<String>(moved.size());
        for (OpenStream stream : moved) {
            String ack = stream.isOpen() ? stream.takeAck() : null;
            if (ack != null)
                acks.add(ack);
        }
        moved.clear();
        return acks;
    }
}
