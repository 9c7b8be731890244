package io.tidemark.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that an operator has decided. Printing it shows no secret.
///
/// @param http the ports and who may use them
/// @param dataDir where the embedded servers keep their data
/// @param stores whose Redis and PostgreSQL
/// @param bootstrapKeyGiven null: one is made at the first start
/// @param node name of this node
/// @param shards number of shards, for a Redis that has none yet
/// @param zone of new master accounts
public record Settings(Http http, Path dataDir, Stores stores, @Nullable Secret bootstrapKeyGiven, String node, int shards, ZoneId zone) {

    /// The ports, how the world names them and whom they trust.
    ///
    /// @param bind local address of both ports
    /// @param port of producers, wallboards and the API
    /// @param opsPort of metrics and health
    /// @param publicUrlGiven null: made of bind and port
    /// @param allowedOrigins besides our own
    /// @param trustedProxies whose `X-Forwarded-For` is believed
    public record Http(String bind, int port, int opsPort, @Nullable URI publicUrlGiven, List<URI> allowedOrigins,
            List<Network> trustedProxies) {

        public Http {
            allowedOrigins = List.copyOf(allowedOrigins);
            trustedProxies = List.copyOf(trustedProxies);
        }

        /// The same on other ports.
        public Http with(int otherPort, int otherOpsPort) {
            return new Http(bind, otherPort, otherOpsPort, publicUrlGiven, allowedOrigins, trustedProxies);
        }

        /// The address for links, when the port that we listen on is this one. No slash at its end.
        public String publicUrl(int actualPort) {
            if (publicUrlGiven != null) return publicUrlGiven.toString().replaceAll("/+$", "");
            boolean everywhere = bind.equals("0.0.0.0") || bind.equals("::");
            String host = everywhere ? "localhost" : bind.contains(":") ? "[" + bind + "]" : bind;
            return "http://" + host + ":" + actualPort;
        }
    }

    /// The first key, when the operator gave one.
    public Optional<Secret> bootstrapKey() {
        return Optional.ofNullable(bootstrapKeyGiven);
    }

    /// The same with other ports.
    public Settings with(Http other) {
        return new Settings(other, dataDir, stores, bootstrapKeyGiven, node, shards, zone);
    }
}
