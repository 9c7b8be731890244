package io.tidemark.ingest.decode;

/// When and how a message is read: the server's common time (epoch milliseconds), and what is added to the sender's instants
/// because its clock is off (0: nothing).
public record Reading(long now, long correction) {

    public static Reading at(long now) {
        return new Reading(now, 0);
    }
}
