package io.tidemark.replay;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Signals from text with one JSON object a line. Empty lines are passed over; a line that is no signal is reported with its
/// number and the rest goes on. What is said about the sender itself (`hello`, `alive`) is left out: the player says its own.
final class SignalLines {
    private static final int LONGEST = 256 * 1024;
    private static final Set<String> OF_THE_SENDER = Set.of("hello", "alive");

    /// Hears of lines that are no signals.
    interface Faults {
        void fault(long line, String reason) throws IOException;
    }

    private SignalLines() {}

    static void read(InputStream in, SignalSink sink, Faults faults) throws IOException, InterruptedException {
        var line = new ByteArrayOutputStream(1024);
        long number = 1;
        boolean tooLong = false;
        for (int b = in.read();; b = in.read()) {
            if (b >= 0 && b != '\n') {
                if (line.size() < LONGEST) line.write(b);
                else
                    tooLong = true;
                continue;
            }
            if (tooLong) faults.fault(number, "longer than 256 KiB");
            else
                signal(line.toByteArray(), number, sink, faults);
            if (b < 0) return;
            line.reset();
            tooLong = false;
            number++;
        }
    }

    private static void signal(byte[] bytes, long number, SignalSink sink, Faults faults) throws IOException, InterruptedException {
        JsonObject signal;
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
            if (number == 1 && text.startsWith("\uFEFF")) text = text.substring(1);
            if (text.isEmpty()) return;
            signal = new JsonObject(text);
        } catch (CharacterCodingException _) {
            faults.fault(number, "not UTF-8");
            return;
        } catch (DecodeException _) {
            faults.fault(number, "not a JSON object");
            return;
        }
        if (!(signal.getValue("type") instanceof String type)) faults.fault(number, "no signal: it has no type");
        else if (!OF_THE_SENDER.contains(type)) sink.accept(signal, number);
    }
}
