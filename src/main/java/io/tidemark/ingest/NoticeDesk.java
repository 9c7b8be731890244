package io.tidemark.ingest;

import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import io.tidemark.presence.Notice;
import io.tidemark.shard.Feed;
import io.tidemark.shard.FeedMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes what the set of sessions has to say back to those who spoke: to their sockets, or to the list of their key when they spoke
/// over HTTP. One for each node.
final class NoticeDesk {

    private final IngestNode node;

    NoticeDesk(IngestNode node) {
        this.node = node;
    }

    /// Follows all shards, until the returned [Runnable] is run.
    Runnable follow(Feed feed) {
        List<Runnable> ends = new ArrayList<>();
        for (int shard = 0; shard < node.shards(); shard++)
            ends.add(feed.subscribe(shard, this::take));
        return () -> ends.forEach(Runnable::run);
    }

    private void take(FeedMessage message) {
        Map<StreamId, Origin> openers = new LinkedHashMap<>();
        for (Notice notice : message.notices())
            switch (notice) {
            case Notice.Rejected rejected -> rejected(rejected);
            case Notice.Lapsed(var origin, var stream) -> tell(origin, Answers.lapsed(stream.master()));
            case Notice.Opened(var origin, var stream) -> openers.put(stream, origin);
            }
        // of several openings in one commit the last one holds the stream
        openers.forEach((stream, opener) -> node.connections().holding(stream)
                .forEach(socket -> socket.openedElsewhere(stream, opener, message.position())));
    }

    private void rejected(Notice.Rejected notice) {
        Origin origin = notice.origin();
        var told = new KeyRejections.Told(node.clock().millis(), notice.master(), notice.sequence(), notice.index(), notice.code(),
                notice.message(), notice.session());
        if (origin.isHttp()) {
            node.rejections().add(origin.connection(), told);
            return;
        }
        IngestSocket socket = origin.node() == node.boot() ? node.connections().find(origin) : null;
        if (socket == null)
            return;
        node.metrics().judged(notice.code());
        node.rejections().add(socket.fingerprint(), told);
        socket.tell(
                Answers.rejected(notice.master(), notice.sequence(), notice.index(), notice.code(), notice.message(), notice.session()));
    }

    private void tell(Origin origin, String text) {
        IngestSocket socket = origin.node() == node.boot() ? node.connections().find(origin) : null;
        if (socket != null)
            socket.tell(text);
    }
}
