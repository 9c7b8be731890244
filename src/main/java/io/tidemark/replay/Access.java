package io.tidemark.replay;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server, with which key. The key is best given by a file or the environment: what stands on the command line is seen by
/// everybody on the machine. It is never printed.
final class Access {
    @Option(names = "--server", paramLabel = "URL", defaultValue = "ws://127.0.0.1:8080", description = "Server to send to "
            + "(default: ${DEFAULT-VALUE}).")
    private String server = "";

    @Option(names = "--key", arity = "0..1", interactive = true, echo = false, paramLabel = "KEY", description = "Key with the scope "
            + "ingest; without a value it is asked for. Better: --key-file, or the environment's TIDEMARK_KEY or TIDEMARK_KEY_FILE.")
    private char @Nullable [] key;

    @Option(names = "--key-file", paramLabel = "FILE", description = "File whose content is the key.")
    private @Nullable Path keyFile;

    @Option(names = "--account", paramLabel = "PATH", description = "Account of signals that name none (default: the key's).")
    private @Nullable String account;

    @Option(names = "--producer", paramLabel = "NAME", description = "Name of this sender (default: the file's). A second one of the same "
            + "name puts an end to the sessions of the first.")
    private @Nullable String producer;

    URI uri() {
        var uri = URI.create(server.replaceFirst("^http", "ws"));
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("ws"))
            throw new IllegalArgumentException("--server must be ws://HOST:PORT, wss://, http:// or https://");
        return uri;
    }

    String key(Map<String, String> environment) throws IOException {
        String found = key != null ? new String(key) : keyFile != null ? read(keyFile) : environment.getOrDefault("TIDEMARK_KEY", "");
        if (found.isBlank() && environment.containsKey("TIDEMARK_KEY_FILE")) found = read(Path.of(environment.get("TIDEMARK_KEY_FILE")));
        if (found.isBlank()) throw new IllegalArgumentException("no key: give --key-file, or set TIDEMARK_KEY");
        return found.strip();
    }

    private static String read(Path file) throws IOException {
        if (!Files.isReadable(file)) throw new IllegalArgumentException("cannot read the key file " + file);
        return Files.readString(file);
    }

    @Nullable
    String account() {
        return account;
    }

    String producer(String otherwise) {
        String name = producer == null ? otherwise : producer;
        return name.length() > 128 ? name.substring(0, 128) : name;
    }
}
