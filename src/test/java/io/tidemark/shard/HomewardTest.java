package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomewardTest {

    private final ArrayDeque<Runnable> loop = new ArrayDeque<>();
    private final Homeward home = new Homeward(loop::add);
    private final List<String> heard = new ArrayList<>();

    @Test
    void whatComesTogetherIsHandedOverInOneTurnInItsOrder() {
        for (int i = 0; i < 3; i++)
            home.bring(promise("answer " + i), Future.succeededFuture(new Appended.Fenced()));
        home.bring(promise("failure"), Future.failedFuture("closed"));

        assertThat(heard).isEmpty();
        assertThat(loop).hasSize(1);
        loop.remove().run();
        assertThat(heard).containsExactly("answer 0", "answer 1", "answer 2", "failure: closed");
    }

    @Test
    void whoCannotBearHisAnswerKeepsNobodyElseFromHis() {
        home.bring(promise(() -> {
            throw new IllegalStateException("unbearable");
        }), Future.succeededFuture(new Appended.Fenced()));
        home.bring(promise("next"), Future.succeededFuture(new Appended.Fenced()));

        assertThatThrownBy(loop.remove()::run).hasMessage("unbearable");
        loop.remove().run();
        assertThat(heard).containsExactly("next");
    }

    private Promise<Appended> promise(String name) {
        Promise<Appended> promise = Promise.promise();
        promise.future().onComplete(result -> heard.add(result.succeeded() ? name : name + ": " + result.cause().getMessage()));
        return promise;
    }

    private static Promise<Appended> promise(Runnable then) {
        Promise<Appended> promise = Promise.promise();
        promise.future().onComplete(_ -> then.run());
        return promise;
    }
}
