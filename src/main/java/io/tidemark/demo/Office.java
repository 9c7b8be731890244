package io.tidemark.demo;

import java.util.List;

/// A sub-account and what goes on there: meetings that begin at the full hour, calls an hour, how many watch live and on
/// demand, and where its people are.
record Office(String account, int meetings, int calls, int liveViewers, int titleViewers, List<String> countries) {

    String master() {
        return account.substring(0, account.indexOf('/'));
    }
}
