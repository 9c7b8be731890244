package io.tidemark.access;

import io.tidemark.web.Bearer;
import io.tidemark.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The administration over HTTP: `/v1/accounts`, `/v1/keys`, `/v1/boards`. Every answer is JSON, every refusal `application/problem+json`;
/// the contract is `openapi.yaml`.
public final class AccessRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AccessRoutes.class);
    private static final int LARGEST_BODY = 64 * 1024;

    private final KeyRing keys;
    private final AccountRoutes accountRoutes;
    private final KeyRoutes keyRoutes;
    private final BoardRoutes boardRoutes;

    /// @param publicUrl where browsers find this installation, without a slash at the end
    public AccessRoutes(Pool pool, KeyRing keys, BoardRing boards, Accounts accounts, Figures figures, SettingsLog log, InstantSource clock,
            String publicUrl) {
        this.keys = keys;
        this.accountRoutes = new AccountRoutes(accounts, figures, log, clock);
        this.keyRoutes = new KeyRoutes(new KeyStore(pool), keys, accountRoutes);
        this.boardRoutes = new BoardRoutes(new BoardStore(pool), boards, accountRoutes, publicUrl);
    }

    /// Adds the routes to `router`.
    public void mount(Router router) {
        on(router, HttpMethod.GET, "/v1/accounts", accountRoutes::list);
        on(router, HttpMethod.PUT, "/v1/accounts", accountRoutes::put);
        on(router, HttpMethod.GET, "/v1/keys", keyRoutes::list);
        on(router, HttpMethod.POST, "/v1/keys", keyRoutes::create);
        on(router, HttpMethod.DELETE, "/v1/keys/:id", keyRoutes::revoke);
        on(router, HttpMethod.GET, "/v1/boards", boardRoutes::list);
        on(router, HttpMethod.POST, "/v1/boards", boardRoutes::create);
        on(router, HttpMethod.DELETE, "/v1/boards/:id", boardRoutes::revoke);
    }

    private void on(Router router, HttpMethod method, String path, Function<Request, Future<Answer>> action) {
        router.route(method, path).handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(context -> answer(context, action)).failureHandler(AccessRoutes::fail);
    }

    private void answer(RoutingContext context, Function<Request, Future<Answer>> action) {
        authorise(context).compose(grant -> Future.<Answer>future(promise -> action.apply(new Request(context, grant)).onComplete(promise))
                .onFailure(failure -> {
                    if (failure instanceof Refused refused && refused.problem().status() == 403)
                        Audit.refused(new Request(context, grant), context.request().method().name(), route(context),
                                refused.problem().code());
                })).onSuccess(answer -> answer.send(context.response())).onFailure(failure -> refuse(context, refusal(failure, context)));
    }

    private Future<Grant> authorise(RoutingContext context) {
        String key = Bearer.ofRequest(context.request().headers());
        if (key == null) return Future.failedFuture(Refused.of(Problem.noKey()));
        return keys.authorise(key)
                .recover(_ -> Future.failedFuture(Refused.unavailable("the key cannot be checked: the database does not answer")))
                .map(found -> found.orElseThrow(() -> Refused.of(Problem.unknownKey())));
    }

    private static void fail(RoutingContext context) {
        var failure = context.failure();
        if (context.statusCode() == 413) refuse(context, Refused.tooLarge());
        else if (failure == null) refuse(context, Refused.malformed("the request cannot be read", "send a JSON object"));
        else
            refuse(context, refusal(failure, context));
    }

    private static void refuse(RoutingContext context, Refused refused) {
        refused.problem().answer(context.response().putHeader("Cache-Control", "no-store"));
    }

    private static Refused refusal(Throwable failure, RoutingContext context) {
        return switch (failure) {
            case Refused refused -> refused;
            case PgException broken when !isAway(broken) -> bug(broken, context);
            case NullPointerException broken -> bug(broken, context);
            case IllegalArgumentException broken -> bug(broken, context);
            default -> {
                LOG.warn("{} {}: {}", context.request().method(), route(context), failure.toString());
                yield Refused.unavailable("the database does not answer");
            }
        };
    }

    private static Refused bug(Throwable failure, RoutingContext context) {
        LOG.error("{} {} failed", context.request().method(), route(context), failure);
        return Refused.broken();
    }

    /// Connection lost, resources short, shutting down.
    private static boolean isAway(PgException failure) {
        String state = failure.getSqlState();
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.startsWith("40"));
    }

    /// The route's own path: what stands in the request could be anything.
    private static String route(RoutingContext context) {
        var route = context.currentRoute();
        return route == null ? "-" : String.valueOf(route.getPath());
    }
}
