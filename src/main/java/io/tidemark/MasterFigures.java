package io.tidemark;

import io.tidemark.access.Accounts;
import io.tidemark.ops.ClusterFigures;
import io.tidemark.ops.ClusterFigures.Figures;
import io.tidemark.presence.Standing;
import io.tidemark.shard.Levels;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Reads what `/metrics/cluster` shows: how the master accounts stand, as long as they are few.
record MasterFigures(Accounts accounts, Levels levels, InstantSource clock) {

    Future<Figures> read() {
        return accounts.countMasters().compose(count -> count > ClusterFigures.MOST_MASTERS
                ? Future.succeededFuture(new Figures(clock.millis(), count, List.of()))
                : accounts.masters(count).compose(this::read));
    }

    private Future<Figures> read(List<String> masters) {
        var views = masters.stream().map(levels::read).toList();
        return Future.all(views).map(_ -> {
            long oldest = clock.millis();
            var standings = new ArrayList<Standing>();
            for (var view : views) {
                oldest = Math.min(oldest, view.result().asOf().millis());
                if (view.result().standing() != null)
                    standings.add(view.result().standing());
            }
            return new Figures(oldest, masters.size(), standings);
        });
    }
}
