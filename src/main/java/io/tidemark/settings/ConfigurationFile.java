package io.tidemark.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The YAML file: one flat mapping of keys (`http-port: 8080`) to texts, numbers, or lists of texts.
final class ConfigurationFile {

    private static final String FORM = "It holds one key a line, such as http-port: 8080.";

    private ConfigurationFile() {}

    static Map<String, String> read(Path file, List<Problem> problems) {
        try {
            JsonNode root = new YAMLMapper().readTree(file.toFile());
            if (root.isMissingNode() || root.isNull()) return Map.of();
            if (root.isObject()) return entries(file, root, problems);
            problems.add(new Problem("configuration file", file.toString(), "it is no mapping", FORM));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            problems.add(new Problem("configuration file", file.toString(), "it is not YAML near line " + line, FORM));
        } catch (IOException e) {
            problems.add(new Problem("configuration file", file.toString(), "it cannot be read (" + e.getClass().getSimpleName() + ")",
                    "Name a file that exists and that this user may read."));
        }
        return Map.of();
    }

    private static Map<String, String> entries(Path file, JsonNode root, List<Problem> problems) {
        var entries = new LinkedHashMap<String, String>();
        root.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                problems.add(new Problem(entry.getKey() + " in " + file, "", "it is a mapping", FORM));
            } else if (value.isArray()) {
                var words = new ArrayList<String>();
                value.forEach(word -> words.add(word.asText()));
                entries.put(entry.getKey(), String.join(",", words));
            } else {
                entries.put(entry.getKey(), value.isNull() ? "" : value.asText());
            }
        });
        return entries;
    }
}
