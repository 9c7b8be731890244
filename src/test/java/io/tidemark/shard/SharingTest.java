package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.shard.Roll.Member;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharingTest {

    private static final long NOW = 1_000_000;

    @Test
    void aLoneNodeOwnsEverythingFromTheStart() {
        assertThat(owners(new Member("a", NOW, NOW, 1))).containsOnly("a");
    }

    @Test
    void shardsMoveToANewNodeOnlyWhenItHasBeenThereForTenSeconds() {
        var old = new Member("a", NOW - 60_000, NOW, 1);
        assertThat(owners(old, new Member("b", NOW - 9_000, NOW, 1))).containsOnly("a");
        assertThat(owners(old, new Member("b", NOW - 10_000, NOW, 1))).contains("a", "b");
    }

    @Test
    void aNodeThatHasMissedTwoCallsOwnsNothing() {
        var here = new Member("a", NOW - 60_000, NOW, 1);
        assertThat(owners(here, new Member("b", NOW - 60_000, NOW - 2_501, 1))).containsOnly("a");
    }

    @Test
    void whenOneOfThreeGoesTheOthersKeepTheirs() {
        var a = new Member("a", 0, NOW, 1);
        var b = new Member("b", 0, NOW, 1);
        var before = owners(a, b, new Member("c", 0, NOW, 1));
        var after = owners(a, b);
        assertThat(IntStream.range(0, before.size()).filter(i -> !before.get(i).equals("c")))
                .allMatch(i -> before.get(i).equals(after.get(i)));
    }

    @Test
    void whoReadsOnlyOlderEntriesOwnsNothing() {
        assertThat(owners(new Member("a", 0, NOW, 1), new Member("b", 0, NOW, 2))).containsOnly("b");
    }

    @Test
    void nobodyIsNobody() {
        assertThat(Sharing.of(new Roll(NOW, 4, "UTC", List.of())).owner(0)).isNull();
    }

    private static List<String> owners(Member... members) {
        var sharing = Sharing.of(new Roll(NOW, 16, "UTC", List.of(members)));
        return IntStream.range(0, 16).mapToObj(sharing::owner).map(Objects::requireNonNull).toList();
    }
}
