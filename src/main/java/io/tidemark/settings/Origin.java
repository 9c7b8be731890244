package io.tidemark.settings;

import java.nio.file.Path;

/// Where did a value come from?
public sealed interface Origin {

    /// In words, for `check-config` and messages.
    String described();

    /// Nobody set it.
    record Standard() implements Origin {
        @Override
        public String described() {
            return "default";
        }
    }

    /// The configuration file.
    record ConfigurationFile(Path file) implements Origin {
        @Override
        public String described() {
            return "file " + file;
        }
    }

    /// The environment.
    record Environment() implements Origin {
        @Override
        public String described() {
            return "environment";
        }
    }

    /// A file that holds only this value, named by another setting.
    record SecretFile(Path file, String named) implements Origin {
        @Override
        public String described() {
            return "file " + file + " (" + named + ")";
        }
    }

    /// The command that runs.
    record Command(String name) implements Origin {
        @Override
        public String described() {
            return "command " + name;
        }
    }

    /// A flag.
    record Flag(String flag) implements Origin {
        @Override
        public String described() {
            return "flag " + flag;
        }
    }
}
