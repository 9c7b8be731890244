package io.tidemark.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews [ClusterFigures] every five seconds, one reading at a time. What cannot be read leaves the former figures with their
/// moment: a scraper sees them grow old.
public final class ClusterRenewal extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterRenewal.class);
    private static final long PERIOD_MILLIS = 5000;

    private final Supplier<Future<ClusterFigures.Figures>> source;
    private final ClusterFigures shown;
    private boolean reading;

    public ClusterRenewal(Supplier<Future<ClusterFigures.Figures>> source, ClusterFigures shown) {
        this.source = source;
        this.shown = shown;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(0, PERIOD_MILLIS, _ -> renew());
        return Future.succeededFuture();
    }

    private void renew() {
        if (reading)
            return;
        reading = true;
        source.get().onSuccess(shown::show).onFailure(cause -> LOG.debug("The masters' figures cannot be read: {}", cause.toString()))
                .onComplete(_ -> context.runOnContext(_ -> reading = false));
    }
}
