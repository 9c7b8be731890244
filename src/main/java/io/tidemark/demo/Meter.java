package io.tidemark.demo;

import io.vertx.core.json.JsonObject;

/// What an office uses: messages, delivered bytes, storage.
record Meter(Story story, Office office) {
    private static final long STEP = 5_000;
    private static final long BYTES_A_SECOND = 500_000;

    void begin() {
        story.in(story.dice.between(1_000, (int) STEP), this::step);
    }

    private void step() {
        story.in(STEP, this::step);
        usage("messages", story.dice.between(5, 60));
        usage("delivered.live.bytes", office.liveViewers() * BYTES_A_SECOND * STEP / 1_000);
        if (story.dice.chance(0.1))
            story.tell("gauge", office, new JsonObject().put("gauge", "storage.bytes").put("value", 1_000_000_000L
                    * story.dice.between(40, 60)));
    }

    private void usage(String meter, long quantity) {
        story.tell("usage", office, new JsonObject().put("meter", meter).put("quantity", quantity));
    }
}
