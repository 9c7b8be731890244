package io.tidemark.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version, as the build wrote it down.
public final class Version implements IVersionProvider {

    /// Version of this build.
    public static String current() {
        var build = new Properties();
        try (var in = Version.class.getResourceAsStream("/io/tidemark/build.properties")) {
            if (in != null) build.load(in);
        } catch (IOException _) {
            return "unknown";
        }
        return build.getProperty("version", "unknown");
    }

    @Override
    public String[] getVersion() {
        return new String[]{"tidemark " + current(), "Java " + Runtime.version()};
    }
}
