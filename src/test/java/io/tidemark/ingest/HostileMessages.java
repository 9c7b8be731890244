package io.tidemark.ingest;

import java.util.stream.Stream;

/// Messages that are rejected as a whole: on a socket without streams, and on one with the stream of `acme` open and frame 1
/// in the log.
record HostileMessages(String what, boolean streaming, String message, String code) {

    private static final String BEAT = "{\"type\":\"heartbeat\",\"session\":\"s\"}";
    private static final String HELLO = "{\"type\":\"hello\",\"producer\":\"p\",\"incarnation\":\"i\"";

    static Stream<HostileMessages> all() {
        return Stream.of(
                plain("nothing", "", "malformed"),
                plain("no JSON", "join me", "malformed"),
                plain("half of JSON", "{\"type\":\"join\",", "malformed"),
                plain("two values", BEAT + BEAT, "malformed"),
                plain("a comma too much", "[" + BEAT + ",]", "malformed"),
                plain("a comment", "/* hi */" + BEAT, "malformed"),
                plain("NaN", "{\"type\":\"usage\",\"meter\":\"m\",\"quantity\":NaN}", "malformed"),
                plain("a raw control character", "{\"type\":\"leave\",\"session\":\"a\u0001\"}", "malformed"),
                plain("a bare text", "\"alive\"", "malformed"),
                plain("nesting of 100 000", "[".repeat(100_000), "malformed"),
                plain("nesting in an unknown field", "{\"type\":\"alive\",\"x\":" + "{\"x\":".repeat(50) + "1" + "}".repeat(50) + "}",
                        "malformed"),
                plain("1 001 signals", "[" + (BEAT + ",").repeat(1000) + BEAT + "]", "too_many"),
                plain("a frame without hello", "{\"account\":\"acme\",\"seq\":1,\"signals\":[]}", "no_stream"),
                plain("a snapshot without hello",
                        "{\"type\":\"snapshot\",\"account\":\"acme\",\"seq\":0,\"part\":1,\"last\":true,\"sessions\":[]}", "no_stream"),
                plain("a hello without incarnation", "{\"type\":\"hello\",\"producer\":\"p\"}", "missing_field"),
                plain("a hello with a number for its producer", "{\"type\":\"hello\",\"producer\":1,\"incarnation\":\"i\"}", "bad_id"),
                plain("a hello to another master", HELLO + ",\"accounts\":[\"acme\",\"beta\"]}", "other_account"),
                plain("a hello to a sub-account", HELLO + ",\"accounts\":[\"acme/emea\"]}", "bad_account"),
                plain("a hello to no list", HELLO + ",\"accounts\":\"acme\"}", "bad_object"),
                plain("a hello with a timeout of a second", HELLO + ",\"timeout\":1}", "bad_number"),
                plain("a hello with a clock that is none", HELLO + ",\"now\":\"noon\"}", "bad_instant"),
                plain("a hello that says its producer twice", HELLO + ",\"producer\":\"q\"}", "duplicate_field"),
                stream("a frame without seq", "{\"signals\":[]}", "missing_field"),
                stream("a frame with seq 0", "{\"seq\":0,\"signals\":[]}", "bad_number"),
                stream("a frame with a negative seq", "{\"seq\":-1,\"signals\":[]}", "bad_number"),
                stream("a frame with seq as text", "{\"seq\":\"2\",\"signals\":[]}", "bad_number"),
                stream("a frame with a seq beyond all numbers", "{\"seq\":99999999999999999999,\"signals\":[]}", "bad_number"),
                stream("a frame of a master that is not open", "{\"account\":\"beta\",\"seq\":2,\"signals\":[]}", "no_stream"),
                stream("a frame of a sub-account", "{\"account\":\"acme/emea\",\"seq\":2,\"signals\":[]}", "bad_account"),
                stream("a frame with two seqs", "{\"seq\":2,\"seq\":3,\"signals\":[]}", "duplicate_field"),
                stream("a join outside frames",
                        "{\"type\":\"join\",\"session\":\"s\",\"event\":\"e\",\"kind\":\"call\",\"role\":\"speaker\"}",
                        "unnumbered"),
                stream("usage outside frames", "{\"type\":\"usage\",\"meter\":\"m\",\"quantity\":1}", "unnumbered"),
                stream("a heartbeat for another master", "{\"type\":\"heartbeat\",\"session\":\"s\",\"account\":\"beta\"}", "no_stream"),
                stream("a further hello of another incarnation", "{\"type\":\"hello\",\"producer\":\"sfu\",\"incarnation\":\"i-2\"}",
                        "other_producer"),
                stream("a second part without a first", "{\"type\":\"snapshot\",\"seq\":5,\"part\":2,\"last\":true,\"sessions\":[]}",
                        "part_out_of_order"),
                stream("a snapshot that lies behind", "{\"type\":\"snapshot\",\"seq\":0,\"part\":1,\"last\":true,\"sessions\":[]}",
                        "part_out_of_order"),
                stream("a part 0", "{\"type\":\"snapshot\",\"seq\":5,\"part\":0,\"last\":true,\"sessions\":[]}", "bad_number"),
                stream("a part that is perhaps the last", "{\"type\":\"snapshot\",\"seq\":5,\"part\":1,\"last\":1,\"sessions\":[]}",
                        "bad_flag"));
    }

    private static HostileMessages plain(String what, String message, String code) {
        return new HostileMessages(what, false, message, code);
    }

    private static HostileMessages stream(String what, String message, String code) {
        return new HostileMessages(what, true, message, code);
    }

    @Override
    public String toString() {
        return what;
    }
}
