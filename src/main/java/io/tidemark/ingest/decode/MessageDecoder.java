package io.tidemark.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tidemark.ingest.decode.Message.Malformed;
import io.tidemark.ingest.decode.Message.Plain;
import io.tidemark.log.Numbered;
import java.io.IOException;
import java.util.List;

/// Reads one message: strict UTF-8, one JSON value, in one pass. Belongs to the thread that made it, since its slots are used again;
/// any other is refused.
///
/// Bounds: nesting of 16; strings and numbers are bounded by the message, whose size is the socket's affair, and a number of
/// more than 64 digits is never computed.
public final class MessageDecoder {

    /// The most signals in one array, frame or snapshot part.
    public static final int MOST_SIGNALS = 1_000;

    private static final int DEEPEST = 16;
    private static final int LONGEST_TOKEN = 1 << 20;

    private final OwnThread thread = new OwnThread();
    private final JsonFactory json = JsonFactory.builder().configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(LONGEST_TOKEN)
                    .maxStringLength(LONGEST_TOKEN).maxNameLength(LONGEST_TOKEN).build())
            .build();
    private final BatchReader batches = new BatchReader();
    private final EnvelopeReader envelopes = new EnvelopeReader(batches);
    private final HeartbeatScanner heartbeats = new HeartbeatScanner();

    public Message decode(byte[] bytes, int length, Reading reading) {
        thread.require();
        List<Numbered> scanned = heartbeats.scan(bytes, length, reading);
        return scanned != null ? new Plain(new Batch(scanned, List.of(), false)) : parse(bytes, length, reading);
    }

    /// Reads any message; the scanner is only faster.
    Message parse(byte[] bytes, int length, Reading reading) {
        if (!Utf8.isValid(bytes, length))
            return malformed("the message must be UTF-8; it is not");
        // Jackson would take NULs at the start for UTF-16 or UTF-32
        for (int i = 0; i < Math.min(4, length); i++)
            if (bytes[i] == 0)
                return malformed("the message must be JSON; it begins with NUL");
        try (JsonParser in = json.createParser(bytes, 0, length)) {
            Message message = read(in, reading);
            return in.nextToken() == null ? message : malformed("a message must hold one JSON value; more followed it");
        } catch (IOException notJson) {
            return malformed("the message must be JSON: " + reason(notJson));
        }
    }

    private Message read(JsonParser in, Reading reading) throws IOException {
        JsonToken first = in.nextToken();
        if (first == JsonToken.START_OBJECT)
            return envelopes.read(in, reading);
        if (first != JsonToken.START_ARRAY)
            return malformed("a message must be an object or an array");
        Batch batch = batches.array(in, reading, BatchReader.Place.PLAIN);
        return batch == null ? new Message.Refused(null, 0, BatchReader.tooMany()) : new Plain(batch);
    }

    private static Malformed malformed(String message) {
        return new Malformed(Rejection.whole(RejectionCode.MALFORMED, message));
    }

    /// Jackson's words without the excerpt and place that follow them; they may quote the sender, so they are shown escaped.
    private static String reason(IOException notJson) {
        if (!(notJson instanceof com.fasterxml.jackson.core.JsonProcessingException known))
            return "it cannot be read";
        String words = String.valueOf(known.getOriginalMessage());
        var at = known.getLocation();
        return Shown.plain(words, 120) + (at == null ? "" : " (byte " + at.getByteOffset() + ")");
    }
}
