package io.tidemark.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which Redis, and how is it reached?
public sealed interface RedisTarget {

    /// What all forms may say of how to sign in.
    ///
    /// @param tls whether the connection is encrypted
    /// @param user null: the default user
    /// @param password null: none
    record Access(boolean tls, @Nullable String user, @Nullable Secret password) {}

    /// How to sign in.
    Access access();

    /// The address as it was given, password and all.
    Secret url();

    /// One server.
    record Single(HostPort server, int database, Access access, Secret url) implements RedisTarget {}

    /// A master found through its sentinels.
    record Sentinel(List<HostPort> sentinels, String master, int database, Access access, Secret url) implements RedisTarget {
        public Sentinel {
            sentinels = List.copyOf(sentinels);
        }
    }

    /// A Cluster, found through any of these.
    record Cluster(List<HostPort> seeds, Access access, Secret url) implements RedisTarget {
        public Cluster {
            seeds = List.copyOf(seeds);
        }
    }

    /// Reads an address; what is wrong with it is the message of an [IllegalArgumentException].
    static RedisTarget parse(String text) {
        return RedisUrl.parse(text);
    }
}
