package io.tidemark.wallboard;

import io.tidemark.presence.Scene;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The viewers of one account who asked for the same rate: each frame is made once for all of them. A change goes out at once when
/// the last frame is long enough ago, else with all that follows when it is: there is one latest picture and no queue.
final class Pace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Vertx vertx;
    private final InstantSource clock;
    private final long interval;
    private final Set<Viewer> viewers = new HashSet<>();
    private Picture latest;
    private Picture sent;
    private Scene sceneSent;
    private long lastFrame;
    private long lastScene;
    private long timer = -1;

    Pace(Vertx vertx, InstantSource clock, int rate, Picture picture) {
        this.vertx = vertx;
        this.clock = clock;
        this.interval = SECOND / rate;
        this.latest = picture;
        this.sent = picture;
        this.sceneSent = picture.scene();
        this.lastFrame = System.nanoTime() - SECOND;
        this.lastScene = lastFrame;
    }

    /// Takes a viewer in, and shows it the picture when there is one.
    void add(Viewer viewer, boolean known) {
        viewers.add(viewer);
        if (known)
            viewer.send(Frames.snapshot(latest, clock.millis()), true, System.nanoTime());
    }

    boolean remove(Viewer viewer) {
        viewers.remove(viewer);
        return viewers.isEmpty();
    }

    Set<Viewer> viewers() {
        return viewers;
    }

    /// Takes the newer picture, and sends what is new in it as soon as the rate allows.
    void show(Picture picture) {
        latest = picture;
        if (timer >= 0)
            return;
        long wait = lastFrame + interval - System.nanoTime();
        if (wait <= 0)
            flush();
        else
            arm(wait);
    }

    /// Once a second: what waited for its second, or a tick when nothing was sent in it; and the whole picture to who missed some.
    void second() {
        long now = System.nanoTime();
        if (timer < 0 && now - lastFrame >= interval)
            flush();
        if (now - lastFrame >= SECOND * 9 / 10) {
            send(Frames.tick(latest, clock.millis()), now);
            lastFrame = now;
        }
    }

    void stop() {
        if (timer >= 0)
            vertx.cancelTimer(timer);
        timer = -1;
    }

    private void arm(long wait) {
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait + 999_999)), _ -> {
            timer = -1;
            flush();
        });
    }

    private void flush() {
        long now = System.nanoTime();
        boolean sceneIsDue = now - lastScene >= SECOND;
        String frame = Frames.change(sent, latest, sceneIsDue ? sceneSent : null, clock.millis());
        sent = latest;
        if (frame == null)
            return;
        if (sceneIsDue && sceneSent != latest.scene()) {
            sceneSent = latest.scene();
            lastScene = now;
        }
        lastFrame = now;
        send(frame, now);
    }

    private void send(String frame, long now) {
        @Nullable
        String whole = null;
        for (Viewer viewer : viewers) {
            if (viewer.isBehind()) {
                if (whole == null)
                    whole = Frames.snapshot(latest, clock.millis());
                viewer.send(whole, true, now);
            } else {
                viewer.send(frame, false, now);
            }
        }
    }
}
