package io.tidemark.shard;

import io.tidemark.log.Origin;
import java.util.ArrayList;
import java.util.List;

/// What the model knows of a producer's stream; the same as streams.lua keeps.
record ModelStream(String incarnation, Origin fence, long sequence, int part, long snapshot, boolean gap, List<String> old) {

    static ModelStream opened(ModelStream before, String incarnation, Origin fence) {
        if (before == null) return new ModelStream(incarnation, fence, 0, 0, 0, false, List.of());
        if (before.incarnation.equals(incarnation))
            return new ModelStream(incarnation, fence, before.sequence, 0, before.snapshot, false, before.old);
        var old = new ArrayList<>(before.old);
        old.add(before.incarnation);
        if (old.size() > 16) old.removeFirst();
        return new ModelStream(incarnation, fence, 0, 0, 0, false, List.copyOf(old));
    }

    ModelStream next(long frame) {
        return new ModelStream(incarnation, fence, frame, part, snapshot, false, old);
    }

    ModelStream gapped() {
        return new ModelStream(incarnation, fence, sequence, part, snapshot, true, old);
    }

    ModelStream part(int number, long contains, boolean last) {
        return last
                ? new ModelStream(incarnation, fence, contains, 0, contains, false, old)
                : new ModelStream(incarnation, fence, sequence, number, contains, gap, old);
    }
}
