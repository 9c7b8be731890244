package io.tidemark.load.soak;

import io.tidemark.load.Bench;
import io.tidemark.load.process.Installation;
import io.tidemark.load.process.Node;
import io.tidemark.load.process.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Two nodes on one Redis and one PostgreSQL; between all of them, and before the nodes, links that can be spoilt.
final class Site implements AutoCloseable {

    final Installation installation;
    final List<Node> nodes = new ArrayList<>();
    final List<Proxy> toRedis = new ArrayList<>();
    final List<Proxy> toNodes = new ArrayList<>();

    private Site(Installation installation) {
        this.installation = installation;
    }

    static Site open(Bench bench) throws Exception {
        var site = new Site(bench.installation());
        int redis = URI.create(site.installation.redis().url()).getPort();
        for (String name : List.of("one", "two")) {
            var link = Proxy.to(bench.vertx(), redis);
            site.toRedis.add(link);
            var node = site.installation.startNodeVia("redis://127.0.0.1:" + link.port(), site.installation.postgres().url(), name,
                    "SHARDS",
                    "8");
            node.awaitReady();
            site.nodes.add(node);
            site.toNodes.add(Proxy.to(bench.vertx(), node.port()));
        }
        return site;
    }

    /// Where producers find the nodes.
    List<URI> addresses() {
        return toNodes.stream().map(link -> URI.create("ws://127.0.0.1:" + link.port())).toList();
    }

    /// Everything runs and every link is good again.
    void mend() {
        toRedis.forEach(Site::mend);
        toNodes.forEach(Site::mend);
        var redis = installation.redis().child();
        if (!redis.isAlive()) redis.startAgain();
        redis.thaw();
        installation.redis().awaitReady();
        installation.postgres().startAgain();
        for (var node : nodes) {
            if (!node.child().isAlive()) node.child().startAgain();
            node.child().thaw();
        }
        nodes.forEach(Node::awaitReady);
    }

    private static void mend(Proxy link) {
        link.delay(0);
        link.silent(false);
    }

    @Override
    public void close() {
        toNodes.forEach(Proxy::close);
        toRedis.forEach(Proxy::close);
    }
}
