package io.tidemark.load.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a program for the JVM is started: the same way for the product and for what it is measured against.
final class JavaCommand {

    private JavaCommand() {}

    static List<String> of(String jvmOptions, List<String> rest) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        for (String option : jvmOptions.strip().split("\\s+"))
            if (!option.isEmpty()) command.add(option);
        command.addAll(rest);
        return command;
    }
}
