package io.tidemark.ingest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tidemark.ingest.decode.Rejection;
import io.tidemark.ingest.decode.RejectionCode;
import io.tidemark.shard.Appended;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server says on an ingest socket, as JSON text.
final class Answers {

    private Answers() {}

    static String welcome(Map<String, Long> acked, long heartbeatSeconds, String node) {
        var json = new StringBuilder(128).append("{\"type\":\"welcome\",\"streams\":{");
        acked.forEach((master, sequence) -> {
            if (json.charAt(json.length() - 1) != '{')
                json.append(',');
            json.append('"').append(master).append("\":{\"acked\":").append(sequence).append('}');
        });
        json.append("},\"heartbeatSeconds\":").append(heartbeatSeconds).append(",\"node\":");
        return quoted(json, node).append('}').toString();
    }

    static String ack(String master, long sequence, long durable) {
        return new StringBuilder(80).append("{\"type\":\"ack\",\"account\":\"").append(master).append("\",\"seq\":").append(sequence)
                .append(",\"durable\":").append(durable).append('}').toString();
    }

    static String resume(String master, long from) {
        return "{\"type\":\"resume\",\"account\":\"" + master + "\",\"from\":" + from + "}";
    }

    static String lapsed(String master) {
        return "{\"type\":\"lapsed\",\"account\":\"" + master + "\"}";
    }

    /// `account`, `sequence` (0) and `session` may be absent, and so is the place of a whole message.
    static String rejected(@Nullable String account, long sequence, Rejection rejection) {
        return rejected(account, sequence, rejection.index(), rejection.code().code(), rejection.message(), null);
    }

    static String rejected(@Nullable String account, long sequence, int index, String code, String message, @Nullable String session) {
        return rejection(new StringBuilder(160).append("{\"type\":\"rejected\","), account, sequence, index, code, message, session)
                .toString();
    }

    /// The members of a rejection and the brace that closes it.
    static StringBuilder rejection(StringBuilder json, @Nullable String account, long sequence, int index, String code, String message,
            @Nullable String session) {
        if (account != null)
            quoted(json.append("\"account\":"), account).append(',');
        if (sequence > 0)
            json.append("\"seq\":").append(sequence).append(',');
        if (index >= 0)
            json.append("\"index\":").append(index).append(',');
        if (session != null)
            quoted(json.append("\"session\":"), session).append(',');
        quoted(json.append("\"code\":"), code).append(",\"message\":");
        return quoted(json, message).append('}');
    }

    static StringBuilder quoted(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"');
    }

    /// Why the log takes a message of a stream in no order.
    static Rejection refused(Appended.Reason reason) {
        return switch (reason) {
            case BETWEEN_PARTS ->
                Rejection.whole(RejectionCode.SNAPSHOT_UNFINISHED, "a frame must not stand between the parts of a snapshot");
            case BEHIND -> Rejection.whole(RejectionCode.PART_OUT_OF_ORDER, "seq of a snapshot must not lie behind what was acknowledged");
            case OUT_OF_ORDER ->
                Rejection.whole(RejectionCode.PART_OUT_OF_ORDER, "part must be the next one of this snapshot: begin it anew");
        };
    }
}
