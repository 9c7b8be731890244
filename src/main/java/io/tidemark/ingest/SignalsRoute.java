package io.tidemark.ingest;

import io.tidemark.ingest.decode.OwnThread;
import io.tidemark.ingest.decode.Reading;
import io.tidemark.log.Scope;
import io.tidemark.signal.Account;
import io.tidemark.web.Problem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `POST /v1/signals?account=`: the same signals as a JSON array (or one object) or NDJSON, answered once they are in the log.
/// Confined to one event loop.
final class SignalsRoute implements Handler<RoutingContext> {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Duration BODY_PATIENCE = Duration.ofSeconds(30);
    private static final Pattern TAME = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final OwnThread thread = new OwnThread();
    private final Vertx vertx;
    private final IngestLoop loop;
    private final IngestNode node;
    private final Caller caller;
    private final Posting posting;
    private final Map<String, Integer> underWay = new HashMap<>();

    SignalsRoute(Vertx vertx, IngestLoop loop, Caller caller) {
        this.vertx = vertx;
        this.loop = loop;
        this.node = loop.node();
        this.caller = caller;
        posting = new Posting(node);
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.request().pause();
        caller.of(ctx.request()).andThen((verdict, _) -> {
            switch (verdict) {
                case Caller.Verdict.Refused(var problem) -> refuse(ctx, problem);
                case Caller.Verdict.Known(var grant) -> admit(ctx, grant);
            }
        }).onFailure(ctx::fail);
    }

    private void admit(RoutingContext ctx, Keys.Grant grant) {
        thread.require();
        if (ctx.response().closed())
            return;
        Problem problem = problem(ctx.request(), grant);
        if (problem != null) {
            refuse(ctx, problem);
            return;
        }
        underWay.merge(grant.keyId(), 1, Integer::sum);
        ctx.addEndHandler(_ -> underWay.computeIfPresent(grant.keyId(), (_, count) -> count == 1 ? null : count - 1));
        String account = ctx.request().getParam("account");
        var scope = new Scope(grant.reach(), account != null ? account : grant.ownAccount());
        Body.read(vertx, ctx.request(), IngestLimits.LARGEST_MESSAGE, BODY_PATIENCE).onSuccess(body -> {
            switch (body) {
                case Body.Refused(var refusal) -> refuse(ctx, refusal);
                case Body.Whole(var bytes) -> {
                    try {
                        post(ctx, grant, scope, bytes);
                    } catch (RuntimeException | Error e) {
                        // nobody else would answer
                        ctx.fail(e);
                    }
                }
            }
        }).onFailure(_ -> ctx.request().connection().close());
    }

    private @Nullable Problem problem(HttpServerRequest request, Keys.Grant grant) {
        String account = request.getParam("account");
        String key = request.getHeader(IDEMPOTENCY_KEY);
        if (account != null && !Account.isPath(account))
            return Problem.of(400, "bad_account", "account is no account path.");
        if (account != null && !Account.reaches(grant.reach(), account))
            return Problem.of(403, "other_account", "This key does not reach that account.");
        if (type(request) == null)
            return Problem.of(415, "unsupported_media_type", "Send application/json or application/x-ndjson.");
        if (key != null && !TAME.matcher(key).matches())
            return Problem.of(400, "bad_idempotency_key", "Idempotency-Key holds 1 to 128 visible ASCII characters.");
        if (underWay.getOrDefault(grant.keyId(), 0) >= node.limits().requests())
            return Problem.of(429, "too_many_requests", "Too many requests of this key are under way.").retryAfter(1);
        return length(request) > IngestLimits.LARGEST_MESSAGE
                ? Problem.of(413, "too_large", "A body holds at most " + IngestLimits.LARGEST_MESSAGE + " bytes; send several.")
                : null;
    }

    private void post(RoutingContext ctx, Keys.Grant grant, Scope scope, byte[] bytes) {
        var reading = Reading.at(node.clock().millis());
        boolean lines = "application/x-ndjson".equals(type(ctx.request()));
        var result = lines ? BodyReader.lines(loop.decoder(), bytes, reading) : BodyReader.json(loop.decoder(), bytes, reading);
        switch (result) {
            case BodyReader.Result.Refused(var problem) -> refuse(ctx, problem);
            case BodyReader.Result.Read(var batch) -> posting.post(grant, scope, batch, bytes, ctx.request().getHeader(IDEMPOTENCY_KEY))
                    .onComplete(done -> loop.context().runOnContext(_ -> answer(ctx, done)));
        }
    }

    private void answer(RoutingContext ctx, AsyncResult<Posting.Outcome> done) {
        thread.require();
        if (done.failed()) {
            ctx.fail(done.cause());
            return;
        }
        switch (done.result()) {
            case Posting.Outcome.Refused(var problem) -> refuse(ctx, problem);
            case Posting.Outcome.Taken(var answer) -> taken(ctx, answer);
        }
    }

    private void taken(RoutingContext ctx, byte[] answer) {
        node.metrics().answered(200);
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(Buffer.buffer(answer));
    }

    /// A body that was not read makes the connection useless: it is closed after the answer.
    private void refuse(RoutingContext ctx, Problem problem) {
        node.metrics().answered(problem.status());
        boolean unread = !ctx.request().isEnded();
        if (unread)
            ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problem.answer(ctx.response());
        ctx.request().resume();
    }

    private static @Nullable String type(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.equals("application/x-ndjson") ? type : null;
    }

    private static long length(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return header == null || !header.matches("[0-9]{1,18}") ? 0 : Long.parseLong(header);
    }
}
