package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.log.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomewardTest {

    private static final Parcel PARCEL = new Parcel.Told(new Item.Tick());

    private final ArrayDeque<Runnable> loop = new ArrayDeque<>();
    private final Homeward home = new Homeward(loop::add);
    private final List<String> heard = new ArrayList<>();

    @Test
    void whatComesTogetherIsHandedOverInOneTurnInItsOrder() {
        for (int i = 0; i < 3; i++)
            letter("answer " + i).answered(new Appended.Fenced());
        letter("failure").failed(new AppenderClosed());

        assertThat(heard).isEmpty();
        assertThat(loop).hasSize(1);
        loop.remove().run();
        assertThat(heard).containsExactly("answer 0", "answer 1", "answer 2", "failure: AppenderClosed");
    }

    @Test
    void whoCannotBearHisAnswerKeepsNobodyElseFromHis() {
        var letter = new Letter(PARCEL, home);
        letter.answer().onComplete(_ -> {
            throw new IllegalStateException("unbearable");
        });
        letter.answered(new Appended.Fenced());
        letter("next").answered(new Appended.Fenced());

        assertThatThrownBy(loop.remove()::run).hasMessage("unbearable");
        loop.remove().run();
        assertThat(heard).containsExactly("next");
    }

    private Letter letter(String name) {
        var letter = new Letter(PARCEL, home);
        letter.answer()
                .onComplete(result -> heard.add(result.succeeded() ? name : name + ": " + result.cause().getClass().getSimpleName()));
        return letter;
    }
}
