package io.tidemark.wallboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.EntryId;
import io.tidemark.shard.Levels;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedLevelsTest {

    private Future<Levels.View> answer = Future.failedFuture("away");
    private final RememberedLevels levels = new RememberedLevels(new Levels() {
        @Override
        public Future<View> read(String account) {
            return answer;
        }

        @Override
        public Future<List<View>> read(String master, List<String> accounts) {
            return answer.map(List::of);
        }
    });

    @Test
    void whatWasSeenLastIsShownWhileNothingCanBeRead() {
        var view = new Levels.View("acme", new EntryId(7, 0), null, null);
        answer = Future.succeededFuture(view);
        assertThat(levels.read("acme").result()).isEqualTo(view);
        answer = Future.failedFuture("away");
        assertThat(levels.read("acme").result()).isEqualTo(view);
    }

    @Test
    void whatWasNeverSeenIsNotMadeUp() {
        assertThat(levels.read("acme").failed()).isTrue();
    }
}
