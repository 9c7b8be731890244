package io.tidemark.ingest;

import io.tidemark.ingest.decode.Batch;
import io.tidemark.ingest.decode.Message;
import io.tidemark.ingest.decode.MessageDecoder;
import io.tidemark.ingest.decode.Reading;
import io.tidemark.ingest.decode.Rejection;
import io.tidemark.ingest.decode.RejectionCode;
import io.tidemark.log.Numbered;
import io.tidemark.web.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes a batch of an HTTP body: one JSON value, or a signal a line (NDJSON), where each line stands for itself.
final class BodyReader {

    /// The batch, or why the body as a whole is none.
    sealed interface Result {
        record Read(Batch batch) implements Result {}

        record Refused(Problem problem) implements Result {}
    }

    private BodyReader() {}

    static Result json(MessageDecoder decoder, byte[] body, Reading reading) {
        return switch (decoder.decode(body, body.length, reading)) {
            case Message.Plain(var batch) -> new Result.Read(batch);
            case Message.Malformed(var rejection) -> refused(400, rejection);
            case Message.Refused(_, _, var rejection) -> refused(rejection.code() == RejectionCode.TOO_MANY ? 413 : 400, rejection);
            case Message.Hello _,Message.Frame _,Message.Snapshot _ -> refused(400,
                    Rejection.whole(RejectionCode.MISPLACED,
                            "streams need the socket /v1/ingest; a body must be a signal or an array of signals"));
        };
    }

    static Result lines(MessageDecoder decoder, byte[] body, Reading reading) {
        var good = new ArrayList<Numbered>();
        var bad = new ArrayList<Rejection>();
        boolean alive = false;
        int index = 0;
        for (int from = 0, end; from < body.length; from = end + 1) {
            end = lineEnd(body, from);
            byte[] line = Arrays.copyOfRange(body, from, end);
            if (isBlank(line))
                continue;
            if (index >= MessageDecoder.MOST_SIGNALS)
                return refused(413,
                        Rejection.whole(RejectionCode.TOO_MANY, "a body holds at most " + MessageDecoder.MOST_SIGNALS + " signals"));
            Batch one = line(decoder.decode(line, line.length, reading));
            int place = index++;
            one.signals().forEach(numbered -> good.add(new Numbered(place, numbered.signal())));
            one.rejections().forEach(rejection -> bad.add(new Rejection(place, rejection.code(), rejection.message())));
            alive |= one.alive();
        }
        return new Result.Read(new Batch(good, bad, alive));
    }

    private static Batch line(Message message) {
        return switch (message) {
            case Message.Plain(var batch) when batch.signals().size() + batch.rejections().size() <= 1 -> batch;
            case Message.Malformed(var rejection) -> nothing(rejection);
            case Message.Refused(_, _, var rejection) -> nothing(rejection);
            case Message.Plain _ -> nothing(Rejection.whole(RejectionCode.NOT_A_SIGNAL, "a line must hold one signal"));
            case Message.Hello _,Message.Frame _,Message.Snapshot _ -> nothing(
                    Rejection.whole(RejectionCode.MISPLACED, "streams need the socket /v1/ingest; a line must hold one signal"));
        };
    }

    private static Batch nothing(Rejection rejection) {
        return new Batch(List.of(), List.of(rejection), false);
    }

    private static int lineEnd(byte[] body, int from) {
        int end = from;
        while (end < body.length && body[end] != '\n')
            end++;
        return end;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line)
            if (b != ' ' && b != '\t' && b != '\r')
                return false;
        return true;
    }

    private static Result.Refused refused(int status, Rejection rejection) {
        return new Result.Refused(Problem.of(status, rejection.code().code(), rejection.message()));
    }
}
