package io.tidemark.wallboard;

import io.tidemark.presence.Scene;
import io.tidemark.presence.Standing;
import io.tidemark.shard.Feed;
import io.tidemark.shard.Levels;
import io.tidemark.shard.ShardOf;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The figures as the shards commit them and tell of it.
public final class FeedLevels implements LevelSource {

    private final Levels levels;
    private final Feed feed;
    private final int shards;

    public FeedLevels(Levels levels, Feed feed, int shards) {
        this.levels = levels;
        this.feed = feed;
        this.shards = shards;
    }

    @Override
    public Future<Reading> read(String account) {
        return levels.read(account).map(view -> new Reading(view.asOf(), view.standing(), view.scene()));
    }

    @Override
    public Watch watch(String account, Consumer<Step> listener) {
        var end = feed.subscribe(ShardOf.account(account, shards),
                message -> listener.accept(new Step(message.previous(), message.position(),
                        find(message.standings(), Standing::account, account), find(message.scenes(), Scene::account, account))));
        return end::run;
    }

    private static <T> @Nullable T find(List<T> all, Function<T, String> accountOf, String account) {
        for (T one : all)
            if (accountOf.apply(one).equals(account))
                return one;
        return null;
    }
}
