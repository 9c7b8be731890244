package io.tidemark.load.transitions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// A join or leave as a rival reads it from the object at which the parser stands. `place` is only what a join says.
record Transition(String type, String session, Place place, long at) {

    static Transition read(JsonParser json) throws IOException {
        String type = "";
        String session = "";
        String account = "";
        String event = "";
        String kind = "";
        String role = "";
        long at = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case "type" -> type = json.getText();
                case "session" -> session = json.getText();
                case "account" -> account = json.getText();
                case "event" -> event = json.getText();
                case "kind" -> kind = json.getText();
                case "role" -> role = json.getText();
                case "at" -> at = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        return new Transition(type, session, new Place(account, event, kind, role), at);
    }
}
