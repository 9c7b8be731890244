package io.tidemark.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.log.EntryId;
import io.tidemark.signal.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A fact, read as far as all kinds are alike.
///
/// @param origin its identity within its master
/// @param at     epoch milliseconds
/// @param body   the whole of it, JSON
/// @param birth  what a fact of kind `account` says
record Fact(EntryId id, String master, String origin, String kind, String account, long at, String body, @Nullable Birth birth) {
    private static final JsonFactory JSON = new JsonFactory();

    /// An account came into being, in this zone; `firstSignal` (epoch milliseconds) when it has had one.
    record Birth(String zone, @Nullable Long firstSignal) {}

    /// Reads an entry; an [IllegalArgumentException] says why it is no fact.
    static Fact read(FactStream.Entry entry) {
        try (JsonParser json = JSON.createParser(entry.body())) {
            return read(entry, json);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getClass().getSimpleName(), e);
        }
    }

    private static Fact read(FactStream.Entry entry, JsonParser json) throws IOException {
        String kind = null;
        String origin = null;
        String account = null;
        Long at = null;
        String zone = null;
        Long firstSignal = null;
        if (json.nextToken() != JsonToken.START_OBJECT) throw new IllegalArgumentException("not an object");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "kind" -> kind = json.getValueAsString();
                case "origin" -> origin = json.getValueAsString();
                case "account" -> account = json.getValueAsString();
                case "zone" -> zone = json.getValueAsString();
                case "at" -> at = json.getLongValue();
                case "firstSignal" -> firstSignal = json.getLongValue();
                default -> {
                    if (value.isStructStart()) json.skipChildren();
                }
            }
        }
        if (json.nextToken() != null) throw new IllegalArgumentException("something after the object");
        if (kind == null || origin == null || account == null || at == null || !Account.isPath(account))
            throw new IllegalArgumentException("kind, origin, account or at is missing");
        var birth = kind.equals("account") && zone != null ? new Birth(zone, firstSignal) : null;
        return new Fact(entry.id(), Account.master(account), origin, kind, account, at, new String(entry.body(), StandardCharsets.UTF_8),
                birth);
    }
}
