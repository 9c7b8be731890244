package io.tidemark.demo;

import java.util.List;

/// Whose platform it is: two master accounts with two sub-accounts each.
///
/// `globex` lives near its limit: it may have 500 connections, and its audience fills up to about 480 of them, so that spikes
/// touch the limit and people are turned away. `acme` has no limit.
final class Cast {
    static final List<Office> OFFICES = List.of(
            new Office("acme/emea", 22, 60, 110, 80, List.of("DE", "FR", "GB", "NL", "PL", "ES", "IT", "SE", "UA")),
            new Office("acme/apac", 13, 35, 70, 60, List.of("JP", "IN", "SG", "AU", "KR", "ID")),
            new Office("globex/west", 12, 30, 60, 40, List.of("US", "CA", "MX", "BR")),
            new Office("globex/east", 8, 20, 40, 30, List.of("US", "CA", "GB", "IE")));

    static final String LIMITED = "globex";
    static final int LIMIT = 500;
    static final int FILL = 480;

    private Cast() {}

    static List<String> masters() {
        return OFFICES.stream().map(Office::master).distinct().toList();
    }
}
