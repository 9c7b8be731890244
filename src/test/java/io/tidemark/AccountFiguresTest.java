package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.EntryId;
import io.tidemark.presence.Cell;
import io.tidemark.presence.Standing;
import io.tidemark.shard.Levels;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountFiguresTest {

    @Test
    void manyAccountsAreReadPieceByPiece() {
        var levels = new SlowLevels();
        var accounts = Stream.concat(IntStream.range(0, 250).mapToObj(i -> "acme/" + i), IntStream.range(0, 150).mapToObj(i -> "m" + i))
                .toList();
        var shown = new AccountFigures(levels).levels(accounts);
        while (!shown.isComplete()) {
            assertThat(levels.waiting.stream().mapToInt(Waiting::size).sum()).isBetween(1, AccountFigures.AT_ONCE);
            levels.answer();
        }
        assertThat(shown.result()).containsOnlyKeys(accounts);
    }

    @Test
    void noAccountsAreNoFigures() {
        assertThat(new AccountFigures(new SlowLevels()).levels(List.of()).result()).isEmpty();
    }

    private record Waiting(List<String> accounts, Promise<List<Levels.View>> answer) {
        int size() {
            return accounts.size();
        }
    }

    /// Answers when it is told to.
    private static final class SlowLevels implements Levels {
        final List<Waiting> waiting = new ArrayList<>();

        void answer() {
            var all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(one -> one.answer.complete(one.accounts.stream().map(SlowLevels::view).toList()));
        }

        @Override
        public Future<View> read(String account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<List<View>> read(String master, List<String> accounts) {
            var asked = new Waiting(accounts, Promise.promise());
            waiting.add(asked);
            return asked.answer.future();
        }

        private static View view(String account) {
            var standing = new Standing(account, "UTC", 0, new int[Cell.COUNT], new int[Cell.COUNT], new long[Cell.COUNT], 0,
                    new int[Cell.COUNT], new long[Cell.COUNT], 0);
            return new View(account, EntryId.ZERO, standing, null);
        }
    }
}
