package io.tidemark.ingest;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/// `GET /v1/rejections`: the last rejections of the key, as far as this node knows them, newest first.
final class RejectionsRoute implements Handler<RoutingContext> {

    private final IngestNode node;
    private final Caller caller;

    RejectionsRoute(IngestNode node, Caller caller) {
        this.node = node;
        this.caller = caller;
    }

    @Override
    public void handle(RoutingContext ctx) {
        caller.of(ctx.request()).onSuccess(verdict -> {
            switch (verdict) {
                case Caller.Verdict.Refused(var problem) -> problem.answer(ctx.response());
                case Caller.Verdict.Known(var grant) -> ctx.response().putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store").end(list(grant.fingerprint()));
            }
        }).onFailure(ctx::fail);
    }

    private String list(long fingerprint) {
        var json = new StringBuilder("{\"node\":");
        Answers.quoted(json, node.name()).append(",\"rejections\":[");
        for (var told : node.rejections().of(fingerprint)) {
            if (json.charAt(json.length() - 1) != '[')
                json.append(',');
            json.append("{\"at\":\"").append(Instant.ofEpochMilli(told.at())).append("\",");
            Answers.rejection(json, told.account(), told.sequence(), told.index(), told.code(), told.message(), told.session());
        }
        return json.append("]}\n").toString();
    }
}
