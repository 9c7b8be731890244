package io.tidemark.load.transitions;

/// Where a session is, and as what.
record Place(String account, String event, String kind, String role) {}
