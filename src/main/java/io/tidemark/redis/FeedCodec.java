package io.tidemark.redis;

import io.tidemark.log.EntryId;
import io.tidemark.log.Origin;
import io.tidemark.log.Packer;
import io.tidemark.log.StreamId;
import io.tidemark.log.Unpacker;
import io.tidemark.presence.Notice;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Standing;
import io.tidemark.shard.FeedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The binary form of a [FeedMessage].
final class FeedCodec {

    private static final int VERSION = 1;
    private static final int REJECTED = 0;
    private static final int LAPSED = 1;
    private static final int OPENED = 2;

    private FeedCodec() {}

    static byte[] encode(FeedMessage message) {
        var out = new Packer().unsigned(VERSION).unsigned(message.shard());
        id(id(out, message.previous()), message.position());
        out.unsigned(message.standings().size());
        message.standings().forEach(standing -> out.bytes(standing.encode()));
        out.unsigned(message.scenes().size());
        message.scenes().forEach(scene -> out.bytes(scene.encode()));
        out.unsigned(message.notices().size());
        message.notices().forEach(notice -> notice(out.fixed(notice.origin().node()).fixed(notice.origin().connection()), notice));
        return out.take();
    }

    /// Reads what [#encode] wrote; an [IllegalArgumentException] for anything else.
    static FeedMessage decode(byte[] bytes) {
        var in = new Unpacker(bytes);
        if (in.unsigned() != VERSION) throw new IllegalArgumentException("unknown version of a feed message");
        return new FeedMessage(in.count(), id(in), id(in), many(in, () -> Standing.decode(in.bytes())),
                many(in, () -> Scene.decode(in.bytes())), many(in, () -> notice(in)));
    }

    private static <T> List<T> many(Unpacker in, Supplier<T> one) {
        int count = in.count();
        var all = new ArrayList<T>();
        for (int i = 0; i < count; i++)
            all.add(one.get());
        return all;
    }

    private static void notice(Packer out, Notice notice) {
        switch (notice) {
            case Notice.Rejected(_, var master, long sequence, int index, var code, var message, var session) ->
                out.unsigned(REJECTED).text(master).unsigned(sequence).signed(index).text(code).text(message).maybe(session);
            case Notice.Lapsed(_, var stream) -> stream(out.unsigned(LAPSED), stream);
            case Notice.Opened(_, var stream) -> stream(out.unsigned(OPENED), stream);
        }
    }

    private static Notice notice(Unpacker in) {
        var origin = new Origin(in.fixed(), in.fixed());
        return switch (in.count()) {
            case REJECTED -> new Notice.Rejected(origin, in.text(), in.unsigned(), (int) in.signed(), in.text(), in.text(), in.maybe());
            case LAPSED -> new Notice.Lapsed(origin, stream(in));
            case OPENED -> new Notice.Opened(origin, stream(in));
            default -> throw new IllegalArgumentException("unknown notice");
        };
    }

    private static void stream(Packer out, StreamId stream) {
        out.text(stream.master()).text(stream.account()).text(stream.producer());
    }

    private static StreamId stream(Unpacker in) {
        return new StreamId(in.text(), in.text(), in.text());
    }

    private static Packer id(Packer out, EntryId id) {
        return out.unsigned(id.millis()).unsigned(id.number());
    }

    private static EntryId id(Unpacker in) {
        return new EntryId(in.unsigned(), in.unsigned());
    }
}
