package io.tidemark.cli;

import io.tidemark.settings.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `check-config`: what holds, and where it came from; nothing is started.
@Command(name = "check-config", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, header = "Print the settings that hold, and where each came from.", description = {
        "",
        "Secrets are masked. Nothing is started. Ends with 0, or with 2 and what is wrong.", ""})
final class CheckConfigCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Value> values = options.load(Map.of()).values();
        int name = widest(values.stream().map(value -> value.key().variable()).toList());
        int text = widest(values.stream().map(Value::shown).toList());
        var out = spec.commandLine().getOut();
        for (Value value : values) {
            String line = "%-" + name + "s  %-" + text + "s  %s";
            out.println(line.formatted(value.key().variable(), value.shown(), value.origin().described()));
        }
        out.flush();
        return 0;
    }

    private static int widest(List<String> words) {
        return words.stream().mapToInt(String::length).max().orElse(1);
    }
}
