package io.tidemark.wallboard;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What a browser is given: the wallboard at `/` and `/b/TOKEN`, its files below `/web`, the documentation below `/docs`. All of it
/// is public: figures come only through the socket and `/v1`, which ask who looks. Nothing is loaded from anywhere else, and the
/// content security policy lets nothing else run.
public final class Pages {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String FILE = "(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.(?:js|css|svg|json|txt|png)";

    private final Asset wall;
    private final Map<String, Asset> files = new ConcurrentHashMap<>();

    /// @param isDemo whether the page says that what it shows is demo data
    public static Pages open(boolean isDemo) {
        var html = Asset.load("web/index.html").orElseThrow();
        return new Pages(isDemo ? Asset.of(html.type(), html.text().replace("data-demo=\"false\"", "data-demo=\"true\"")) : html);
    }

    private Pages(Asset wall) {
        this.wall = wall;
    }

    public void mount(Router router) {
        page(router.route("/")).handler(request -> send(request, wall));
        page(router.route("/b/:token")).handler(request -> send(request, wall));
        page(router.route("/favicon.ico")).handler(request -> find(request, "web/favicon.svg", () -> Asset.load("web/favicon.svg")));
        page(router.route("/web/*")).handler(this::file);
        page(router.route("/docs")).handler(request -> find(request, "docs", Documentation::index));
        page(router.route("/docs/:name")).handler(request -> doc(request, String.valueOf(request.pathParam("name"))));
    }

    private static Route page(Route route) {
        return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private void file(RoutingContext request) {
        var path = request.normalizedPath().substring("/web/".length());
        if (path.matches(FILE))
            find(request, "web/" + path, () -> Asset.load("web/" + path));
        else
            request.next();
    }

    private void doc(RoutingContext request, String name) {
        if (name.matches("[a-z0-9-]{1,64}"))
            find(request, "docs/" + name, () -> Documentation.page(name));
        else if (name.matches("[a-z0-9-]{1,64}\\.png"))
            find(request, "docs/" + name, () -> Asset.load("docs/" + name));
        else
            request.next();
    }

    /// Sends a file; each is read once. There are as many as the program carries.
    private void find(RoutingContext request, String key, Supplier<Optional<Asset>> load) {
        var known = files.get(key);
        if (known != null) {
            send(request, known);
            return;
        }
        request.vertx().executeBlocking(load::get, false).onSuccess(found -> found.ifPresentOrElse(asset -> {
            files.put(key, asset);
            send(request, asset);
        }, request::next)).onFailure(request::fail);
    }

    private static void send(RoutingContext request, Asset asset) {
        var response = request.response().putHeader("Content-Security-Policy", POLICY)
                .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()").putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", asset.tag());
        var known = request.request().getHeader("If-None-Match");
        if (known != null && known.contains(asset.tag()))
            response.setStatusCode(304).end();
        else
            response.putHeader("Content-Type", asset.type()).end(asset.content());
    }
}
