package io.tidemark.ingest.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one message of a producer turned out to be.
public sealed interface Message {

    /// The opening of streams. `accounts` is empty when none were named, `timeout` 0 and `now` `null` when not given.
    record Hello(String producer, String incarnation, List<String> accounts, int timeout, @Nullable Long now) implements Message {
        public Hello {
            accounts = List.copyOf(accounts);
        }
    }

    /// A numbered frame; `account` is the master that it named, if it named one.
    record Frame(@Nullable String account, long sequence, Batch batch) implements Message {}

    /// A part of a snapshot; the signals of its batch are joins.
    record Snapshot(@Nullable String account, long sequence, int part, boolean last, Batch batch) implements Message {}

    /// One signal or an array of them, outside frames.
    record Plain(Batch batch) implements Message {}

    /// JSON, but nothing that can be done; `sequence` is what it called itself, 0 when it did not.
    record Refused(@Nullable String account, long sequence, Rejection rejection) implements Message {}

    /// Not UTF-8, not JSON, or neither object nor array.
    record Malformed(Rejection rejection) implements Message {}
}
