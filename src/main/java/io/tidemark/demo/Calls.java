package io.tidemark.demo;

import io.vertx.core.json.JsonObject;

/// Calls in the messenger, at any time: mostly two people, sometimes a group.
record Calls(Story story, Office office) {

    void begin() {
        story.in(story.dice.gap((double) Story.HOUR / office.calls()), this::ring);
    }

    private void ring() {
        begin();
        boolean group = story.dice.chance(0.25);
        var call = Gathering.open(story, office, "call", new JsonObject().put("title", group ? "Group call" : "Call"));
        if (call.enter("speaker", true) == null) {
            call.end();
            return;
        }
        int others = group ? story.dice.between(2, 6) : 1;
        for (int i = 0; i < others; i++) story.in(story.dice.between(500, group ? 8_000 : 2_500), () -> answer(call));
        story.in(story.dice.between(12_000, 70_000), () -> hangUp(call));
    }

    private void answer(Gathering call) {
        var seat = call.enter("speaker", true);
        if (seat != null && story.dice.chance(0.15)) story.in(story.dice.between(2_000, 30_000), () -> call.reconnect(seat));
    }

    private void hangUp(Gathering call) {
        call.seats().forEach(seat -> call.leave(seat, "hung up"));
        call.end();
    }
}
