package io.tidemark.load.transitions;

import java.util.List;

/// Which figures of an account a session moves: `section.metric`, as the contract defines them.
final class Cells {

    /// Parallel events, in all and of a kind.
    static List<String> ofEvent(String kind) {
        return List.of("total.events", kind + ".events");
    }

    static List<String> ofSession(String kind, String role) {
        boolean watches = kind.equals("vod") || role.equals("participant") && (kind.equals("webinar") || kind.equals("live"));
        var metric = watches ? ".participants" : ".speakers";
        return List.of("total.connections", "total" + metric, kind + ".connections", kind + metric);
    }

    private Cells() {}
}
