package io.tidemark.presence.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// For whom a socket speaks that says only that it lives.
@ParameterizedClass(name = "{0}")
@MethodSource("io.tidemark.presence.oracle.NamedRegressionsTest#sides")
class SocketSignsTest {

    @Parameter
    NamedRegressionsTest.Named made;

    @Test
    void whatASocketSaysIsSaidOfTheStreamsThatItHasOpenedByThen() {
        var script = new Script(made.side().apply("UTC"), "2026-05-01T12:00:00Z");
        var other = new StreamId("acme", "acme", "other");
        script.open("i-1", 30).frame(script.lasting("s", 15)).items(new Item.Opened(other, "i-2", Script.OTHER_SOCKET, 30));
        script.pass(10_000).items(alive(Script.OTHER_SOCKET));
        script.pass(2_000).items(new Item.Opened(Script.STREAM, "i-1", Script.OTHER_SOCKET, 30));
        script.pass(2_000);
        assertThat(script.connections("acme")).isEqualTo(1);
        script.pass(2_000);
        assertThat(script.connections("acme")).isZero();
        script.frameThrough(Script.OTHER_SOCKET, script.lasting("t", 15), script.join("u")).pass(14_000).items(alive(Script.OTHER_SOCKET))
                .pass(14_000);
        assertThat(script.connections("acme")).isEqualTo(2);
        script.items(new Item.Plain(Script.OTHER_SOCKET, 0, Script.ACME, false, List.of())).pass(25_000);
        assertThat(script.connections("acme")).isEqualTo(1);
        script.items(alive(Script.SOCKET)).pass(6_000);
        assertThat(script.connections("acme")).isZero();
    }

    private static Item alive(Origin socket) {
        return new Item.Plain(socket, 0, Script.ACME, true, List.of());
    }
}
