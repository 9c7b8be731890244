package io.tidemark.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// `openapi.yaml`, to hold answers against: is this status foreseen here, with this type, and does the body keep its schema?
public final class Contract {
    private static final String PROBLEM = "application/problem+json";

    private final JsonObject document;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private Contract(JsonObject document) {
        this.document = document;
    }

    /// The contract that the product serves.
    public static Contract read() {
        try (var yaml = Contract.class.getResourceAsStream("/openapi.yaml")) {
            var tree = new ObjectMapper(new YAMLFactory()).readTree(yaml);
            return new Contract(new JsonObject(tree.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with an answer; empty when nothing is. `path` is the contract's own (`/v1/keys/{id}`).
    public List<String> objections(String method, String path, int status, String type, String body) {
        var answer = document.getJsonObject("paths").getJsonObject(path).getJsonObject(method.toLowerCase(Locale.ROOT))
                .getJsonObject("responses").getJsonObject(Integer.toString(status));
        if (answer == null) return List.of(method + " " + path + " has no answer " + status);
        boolean problem = answer.containsKey("$ref");
        if (!problem && !answer.containsKey("content")) return body.isEmpty() ? List.of() : List.of("a body where none is foreseen");
        String expected = problem ? PROBLEM : "application/json";
        if (!expected.equals(type)) return List.of("type " + type + " instead of " + expected);
        String schema = problem
                ? "#/components/schemas/Problem"
                : "#/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + status
                        + "/content/application~1json/schema";
        return schema(schema).validate(body, InputFormat.JSON).stream().map(error -> method + " " + path + " " + status + ": " + error)
                .toList();
    }

    private Schema schema(String reference) {
        return schemas.computeIfAbsent(reference, it -> SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new JsonObject().put("paths", document.getValue("paths")).put("components", document.getValue("components"))
                        .put("$ref", it).encode(), InputFormat.JSON));
    }
}
