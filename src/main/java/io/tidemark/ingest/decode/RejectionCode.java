package io.tidemark.ingest.decode;

import java.util.Locale;

/// Why something was not taken. The spelling ([#code]) is part of the contract: published names stay. The first concern a whole
/// message, the next one signal or the fields around a frame; those from [#KIND_DIFFERS] on are judged with the set of sessions and
/// may follow the ack.
public enum RejectionCode {
    // @formatter:off
    MALFORMED("Not UTF-8, not JSON, or neither an object nor an array"),
    TOO_MANY("More than 1 000 signals in one array, frame or part, or streams on one socket"),
    NO_STREAM("A frame or snapshot for a master that is not open on this socket"),
    UNNUMBERED("A signal that must be numbered came outside a frame after hello"),
    PART_OUT_OF_ORDER("A snapshot part that is not the next one, or whose seq is not that of part 1 or lies behind what was acknowledged"),
    SNAPSHOT_UNFINISHED("A frame between the parts of a snapshot"),
    OTHER_PRODUCER("A further hello on the socket with another producer or incarnation"),
    NOT_A_SIGNAL("An element that is no object"),
    UNKNOWN_TYPE("A type that is not known"),
    MISPLACED("A type that has no business where it stood: hello in an array, anything but a join in a snapshot"),
    MISSING_FIELD("A required field is absent"),
    DUPLICATE_FIELD("A known field stands there twice"),
    BAD_ID("Not a string of 1 to 128 characters without control characters"),
    BAD_TEXT("Not a text, too long, or with control characters"),
    BAD_NUMBER("Not a number, not whole, or out of range"),
    BAD_FLAG("Not true or false"),
    BAD_INSTANT("Neither RFC 3339 nor epoch milliseconds"),
    BAD_OBJECT("Not an object (or list) of the form that the field has"),
    BAD_NAME("A name that is not of its form: a meter, gauge, language or currency"),
    BAD_ACCOUNT("Not an account path"),
    MISSING_ACCOUNT("No account is named and the key has none of its own"),
    UNKNOWN_KIND("Not one of the words for kind"),
    UNKNOWN_ROLE("Not one of the words for role"),
    UNKNOWN_CLASS("Not one of the words for class"),
    UNKNOWN_DEVICE("Not one of the words for device"),
    UNKNOWN_STATE("Not one of the words for state"),
    UNKNOWN_STATUS("Not one of the words for status"),
    UNKNOWN_OFFER("Neither free nor paid"),
    UNKNOWN_HOSTING("Neither hosted nor live"),
    UNKNOWN_COUNTRY("Not an ISO 3166-1 alpha-2 code"),
    IN_THE_FUTURE("More than five minutes ahead of the server's time"),
    TOO_LATE("Older than the lateness window"),
    OTHER_ACCOUNT("An account, or an id held by an account, that the key does not reach or that is not of the stream's master"),
    KIND_DIFFERS("The event is of another kind"),
    KIND_MISSING("The first signal of an event does not say its kind"),
    ENDED("The session or its event had ended at that time: history only"),
    TOO_LATE_TO_LIVE("Older than the reordering window and not live: history only"),
    UNKNOWN_SESSION("A heartbeat of a session that is not live: join again"),
    UNKNOWN_EVENT("An event that is not known and whose kind was not given");
    // @formatter:on

    private final String code = name().toLowerCase(Locale.ROOT);
    private final String meaning;

    RejectionCode(String meaning) {
        this.meaning = meaning;
    }

    /// The spelling on the wire and in metric labels.
    public String code() {
        return code;
    }

    /// What it means, in the words of the published contract.
    public String meaning() {
        return meaning;
    }
}
