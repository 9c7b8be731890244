package io.tidemark.presence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each rule broken on purpose is found: the histories are strong enough to see it, and the comparison tells.
class MutationTest {
    private static final int HISTORIES = 2_000;

    @ParameterizedTest
    @EnumSource
    void aBrokenRuleIsFound(Mutation mutation) {
        var comparison = new Comparison(history -> new Reference(history.zone()),
                history -> Side.figuresOnly(new Reference(history.zone(), mutation)));
        var shownBy = LongStream.rangeClosed(1, HISTORIES)
                .filter(seed -> comparison.differenceOn(Histories.of(seed)).isPresent()).findFirst();
        assertThat(shownBy).as("a seed that shows %s", mutation).isPresent();
    }
}
