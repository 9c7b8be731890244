package io.tidemark.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.log.Numbered;
import io.tidemark.signal.Signal;
import io.tidemark.signal.Signal.Join;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the elements of an array of signals; each is judged by itself.
final class BatchReader {

    /// Where an array stands, which decides what may stand in it.
    enum Place {
        PLAIN, FRAME, SNAPSHOT
    }

    private final Fields fields = new Fields();
    private final Checks checks = new Checks(fields);
    private final SignalReader signals = new SignalReader(fields);

    /// Reads the array at whose start the parser stands, up to its end; `null` when it holds too many.
    @Nullable
    Batch array(JsonParser in, Reading reading, Place place) throws IOException {
        var good = new ArrayList<Numbered>();
        var bad = new ArrayList<Rejection>(0);
        boolean alive = false;
        int index = 0;
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken(), index++) {
            if (index >= MessageDecoder.MOST_SIGNALS || token != JsonToken.START_OBJECT) {
                if (index < MessageDecoder.MOST_SIGNALS)
                    bad.add(new Rejection(index, RejectionCode.NOT_A_SIGNAL, "a signal must be an object"));
                in.skipChildren();
                continue;
            }
            fields.read(in, null);
            alive |= element(fields, index, reading, place, good, bad);
        }
        return index > MessageDecoder.MOST_SIGNALS ? null : new Batch(good, bad, alive);
    }

    /// The batch of a message that is one signal, whose fields were read already.
    Batch single(Checks read, SignalReader reader, Reading reading) {
        try {
            read.refuseTwice();
            String type = reader.type();
            if (type.equals("alive"))
                return new Batch(List.of(), List.of(), true);
            return new Batch(List.of(new Numbered(0, reader.read(type, reading, false))), List.of(), false);
        } catch (Refusal refusal) {
            return new Batch(List.of(), List.of(refusal.at(0)), false);
        }
    }

    /// A batch that was refused as a whole.
    static Batch nothing(Rejection rejection) {
        return new Batch(List.of(), List.of(rejection), false);
    }

    static Rejection tooMany() {
        return Rejection.whole(RejectionCode.TOO_MANY, "at most " + MessageDecoder.MOST_SIGNALS + " signals may stand in one array");
    }

    /// Whether the element was `alive`.
    private boolean element(Fields read, int index, Reading reading, Place place, List<Numbered> good, List<Rejection> bad) {
        try {
            checks.refuseTwice();
            String type = signals.type();
            if (place != Place.SNAPSHOT && type.equals("alive"))
                return true;
            if (type.equals("hello") || type.equals("snapshot"))
                throw new Refusal(RejectionCode.MISPLACED, type + " must be a message of its own");
            Signal signal = signals.read(type, reading, place != Place.PLAIN);
            if (place == Place.SNAPSHOT && !(signal instanceof Join))
                throw new Refusal(RejectionCode.MISPLACED, "a snapshot must hold joins only; was " + Shown.quoted(type));
            good.add(new Numbered(index, signal));
        } catch (Refusal refusal) {
            bad.add(refusal.at(index));
        }
        return false;
    }
}
