package io.tidemark.access;

/// What a wallboard link is worth: one account (and what is below it, as its levels include that), to read.
public record Board(String id, String account) {}
