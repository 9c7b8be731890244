package io.tidemark.presence.oracle;

import io.tidemark.log.Entry;
import io.tidemark.presence.oracle.World.Stretch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of two that are compared: entries in, figures out.
interface Side {
    void apply(Entry entry);

    /// The figures of every account, by path.
    Map<String, Reading> readings();

    /// What the last entry was refused for; `null` when this side cannot tell now.
    @Nullable
    List<String> refusals();

    /// The minutes and the ended days of the whole history, a line for each; `null` when this side does not tell.
    default @Nullable Map<String, String> told() {
        return null;
    }

    /// What is behind the figures, by account; `null` when this side cannot tell now.
    default @Nullable Map<String, Backdrop> backdrops() {
        return null;
    }

    /// The closed stretches of the whole history; `null` when this side does not tell.
    @Nullable
    List<Stretch> closed();

    /// A side that keeps to itself what it refused.
    static Side figuresOnly(Side side) {
        return new Side() {
            @Override
            public void apply(Entry entry) {
                side.apply(entry);
            }

            @Override
            public Map<String, Reading> readings() {
                return side.readings();
            }

            @Override
            public @Nullable List<String> refusals() {
                return null;
            }

            @Override
            public @Nullable List<Stretch> closed() {
                return side.closed();
            }
        };
    }
}
