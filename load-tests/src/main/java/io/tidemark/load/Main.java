package io.tidemark.load;

import picocli.CommandLine;

/// Runs scenarios. Arguments come as arguments, or in the property `load.args` (one text, words apart by spaces).
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var words = arguments.length > 0 ? arguments : System.getProperty("load.args", "").strip().split("\\s+");
        var given = words.length == 1 && words[0].isEmpty() ? new String[0] : words;
        System.exit(new CommandLine(new RunCommand()).setCaseInsensitiveEnumValuesAllowed(true).execute(given));
    }
}
