package io.tidemark.wallboard;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// All accounts that are watched on this node. One verticle, so that an account has one picture however many event loops serve its
/// viewers; writing to a socket from here is safe.
public final class Wallboard extends VerticleBase {

    /// How long a viewer may not read until its socket is closed, by default.
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /// More than these on one node are turned away: a link that got about must not cost the node its memory.
    static final int MOST_VIEWERS = 20_000;

    private static final long READ_AGAIN_MILLIS = 5000;
    private static final long PING_MILLIS = 15_000;
    private static final long JUDGE_AGAIN_MILLIS = 3000;

    private final LevelSource source;
    private final Gate gate;
    private final InstantSource clock;
    private final WallboardMetrics metrics;
    private final Duration patience;
    private final Map<String, Watched> accounts = new HashMap<>();
    private final AtomicInteger viewers = new AtomicInteger();

    public Wallboard(LevelSource source, Gate gate, InstantSource clock, WallboardMetrics metrics) {
        this(source, gate, clock, metrics, PATIENCE);
    }

    /// The same with another patience than [#PATIENCE].
    public Wallboard(LevelSource source, Gate gate, InstantSource clock, WallboardMetrics metrics, Duration patience) {
        this.source = source;
        this.gate = gate;
        this.clock = clock;
        this.metrics = metrics;
        this.patience = patience;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(1000, _ -> accounts.values().forEach(Watched::second));
        vertx.setPeriodic(READ_AGAIN_MILLIS, _ -> accounts.values().forEach(Watched::readAgain));
        vertx.setPeriodic(PING_MILLIS, _ -> accounts.values().forEach(watched -> watched.viewers().forEach(Viewer::ping)));
        vertx.setPeriodic(JUDGE_AGAIN_MILLIS, _ -> List.copyOf(accounts.values()).forEach(this::judgeAgain));
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        for (var watched : accounts.values()) {
            watched.viewers().forEach(viewer -> viewer.close(CloseCode.STOPPING));
            watched.close();
        }
        accounts.clear();
        return Future.succeededFuture();
    }

    /// Whether there is no room for another viewer. From any thread.
    boolean isFull() {
        return viewers.get() >= MOST_VIEWERS;
    }

    /// Shows the account to a socket that has been let in, until it closes. To be called on the socket's own event loop.
    void show(ServerWebSocket socket, Gate.Claim claim, Gate.Verdict.Admitted admitted, int rate) {
        Context loop = context;
        var viewer = new Viewer(socket.setWriteQueueMaxSize(Viewer.QUEUE_BYTES), claim, metrics, patience);
        viewers.incrementAndGet();
        loop.runOnContext(_ -> {
            metrics.came();
            accounts.computeIfAbsent(admitted.account(), _ -> Watched.open(vertx, loop, clock, source, admitted)).add(viewer, rate);
        });
        socket.shutdownHandler(_ -> loop.runOnContext(_ -> viewer.close(CloseCode.STOPPING)));
        socket.closeHandler(_ -> loop.runOnContext(_ -> leave(viewer, rate, admitted.account())));
    }

    private void leave(Viewer viewer, int rate, String account) {
        metrics.left();
        viewers.decrementAndGet();
        var watched = accounts.get(account);
        if (watched != null && watched.remove(viewer, rate)) {
            watched.close();
            accounts.remove(account);
        }
    }

    private void judgeAgain(Watched watched) {
        var byClaim = new HashMap<Gate.Claim, ArrayList<Viewer>>();
        for (Viewer viewer : watched.viewers())
            byClaim.computeIfAbsent(viewer.claim(), _ -> new ArrayList<>()).add(viewer);
        byClaim.forEach((claim, viewers) -> gate.judge(claim).onSuccess(verdict -> context.runOnContext(_ -> {
            if (verdict instanceof Gate.Verdict.Refused(var problem) && (problem.status() == 401 || problem.status() == 403))
                viewers.forEach(viewer -> viewer.close(problem.status() == 401 ? CloseCode.REVOKED : CloseCode.FORBIDDEN));
        })));
    }
}
