package io.tidemark.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.tidemark.ingest.decode.Message.Frame;
import io.tidemark.ingest.decode.Message.Hello;
import io.tidemark.ingest.decode.Message.Plain;
import io.tidemark.ingest.decode.Message.Refused;
import io.tidemark.ingest.decode.Message.Snapshot;
import io.tidemark.signal.Account;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a message that is an object: `hello`, a frame, a part of a snapshot, or one signal.
final class EnvelopeReader {

    static final int MOST_MASTERS = 1_000;

    private final BatchReader batches;
    private final Fields fields = new Fields();
    private final Checks checks = new Checks(fields);
    private final SignalReader signals = new SignalReader(fields);
    private final Fields.Elements elements = this::elements;
    private Reading reading = Reading.at(0);
    private @Nullable Batch frame;
    private @Nullable Batch sessions;

    EnvelopeReader(BatchReader batches) {
        this.batches = batches;
    }

    Message read(JsonParser in, Reading when) throws IOException {
        reading = when;
        frame = null;
        sessions = null;
        fields.read(in, elements);
        boolean typed = fields.form(Field.TYPE) == Fields.Form.TEXT;
        if (!fields.has(Field.TYPE) && (fields.has(Field.SIGNALS) || fields.has(Field.SEQ)))
            return enveloped(this::frame);
        if (typed && fields.text(Field.TYPE).equals("snapshot"))
            return enveloped(this::snapshot);
        if (typed && fields.text(Field.TYPE).equals("hello"))
            return enveloped(this::hello);
        return new Plain(batches.single(checks, signals, when));
    }

    private void elements(Field field, JsonParser in) throws IOException {
        if (field == Field.SIGNALS)
            frame = batches.array(in, reading, BatchReader.Place.FRAME);
        else
            sessions = batches.array(in, reading, BatchReader.Place.SNAPSHOT);
    }

    private interface Shape {
        Message read();
    }

    private Message enveloped(Shape shape) {
        try {
            checks.refuseTwice();
            return shape.read();
        } catch (Refusal refusal) {
            return new Refused(named(), numbered(), refusal.at(Rejection.WHOLE));
        }
    }

    /// What has a number takes its place in the sequence, with nothing in it when its signals cannot be read: its sender would
    /// only bring it again.
    private Message frame() {
        String account = master();
        long sequence = sequence(1);
        if (fields.form(Field.SIGNALS) != Fields.Form.LIST)
            return new Frame(account, sequence, BatchReader.nothing(notAList(Field.SIGNALS)));
        return new Frame(account, sequence, frame != null ? frame : BatchReader.nothing(BatchReader.tooMany()));
    }

    private Message snapshot() {
        String account = master();
        long sequence = sequence(0);
        checks.require(Field.PART);
        int part = (int) checks.whole(Field.PART, 1, Integer.MAX_VALUE);
        boolean last = checks.flag(Field.LAST);
        list(Field.SESSIONS);
        return sessions == null
                ? new Refused(account, sequence, BatchReader.tooMany())
                : new Snapshot(account, sequence, part, last, sessions);
    }

    private Message hello() {
        String producer = checks.id(Field.PRODUCER);
        String incarnation = checks.id(Field.INCARNATION);
        long timeout = Math.max(0, checks.whole(Field.TIMEOUT, SignalReader.SHORTEST_TIMEOUT, SignalReader.LONGEST_TIMEOUT));
        long now = checks.instant(Field.NOW);
        return new Hello(producer, incarnation, List.copyOf(masters()), (int) timeout, now == Instants.NONE ? null : now);
    }

    private Set<String> masters() {
        if (!fields.has(Field.ACCOUNTS))
            return Set.of();
        var masters = new LinkedHashSet<String>();
        if (!(fields.nested(Field.ACCOUNTS) instanceof List<?> names) || names.size() > MOST_MASTERS)
            throw new Refusal(RejectionCode.BAD_OBJECT,
                    checks.mustBe(Field.ACCOUNTS, "a list of at most " + MOST_MASTERS + " master accounts"));
        for (Object name : names) {
            String master = String.valueOf(name);
            if (!Account.isPath(master) || master.indexOf('/') >= 0)
                throw new Refusal(RejectionCode.BAD_ACCOUNT,
                        "accounts must be master accounts (letters, digits, '.', '_', '-'); one was " + Shown.quoted(master));
            masters.add(master);
        }
        return masters;
    }

    private @Nullable String master() {
        String account = checks.account();
        if (account != null && account.indexOf('/') >= 0)
            throw new Refusal(RejectionCode.BAD_ACCOUNT, checks.mustBe(Field.ACCOUNT, "the stream's master account"));
        return account;
    }

    private long sequence(long least) {
        checks.require(Field.SEQ);
        return checks.whole(Field.SEQ, least, 1L << 53);
    }

    private void list(Field field) {
        checks.require(field);
        if (fields.form(field) != Fields.Form.LIST)
            throw new Refusal(RejectionCode.BAD_OBJECT, checks.mustBe(field, "a list of signals"));
    }

    private Rejection notAList(Field field) {
        return Rejection.whole(fields.has(field) ? RejectionCode.BAD_OBJECT : RejectionCode.MISSING_FIELD,
                checks.mustBe(field, "a list of signals"));
    }

    private @Nullable String named() {
        boolean isPath = fields.form(Field.ACCOUNT) == Fields.Form.TEXT && Account.isPath(fields.text(Field.ACCOUNT));
        return isPath ? fields.text(Field.ACCOUNT) : null;
    }

    private long numbered() {
        return fields.form(Field.SEQ) == Fields.Form.WHOLE ? Math.max(0, fields.whole(Field.SEQ)) : 0;
    }
}
