package io.tidemark.testing;

import com.redis.testcontainers.RedisContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// One Redis and one PostgreSQL for all test classes of a JVM, each started when first asked for and stopped with the JVM.
final class SharedServers {

    private static final class Redis {
        static final String URL = switch (ServerSource.chosen()) {
            case DOCKER -> redisContainer();
            case EMBEDDED, DEBIAN -> RedisProcess.start().url();
        };
    }

    private static final class Postgres {
        static final String URL = switch (ServerSource.chosen()) {
            case DOCKER -> postgresContainer();
            case EMBEDDED, DEBIAN -> PostgresProcess.start().url();
        };
    }

    private SharedServers() {}

    static String redisUrl() {
        return Redis.URL;
    }

    static String postgresUrl() {
        return Postgres.URL;
    }

    private static String redisContainer() {
        var container = new RedisContainer(DockerImageName.parse("redis:8-alpine"));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return "redis://" + container.getRedisHost() + ":" + container.getRedisPort();
    }

    private static String postgresContainer() {
        var container = new PostgreSQLContainer(DockerImageName.parse("postgres:18-alpine")).withDatabaseName("tidemark")
                .withUsername("tidemark")
                .withPassword("secret");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return "postgresql://tidemark:secret@" + container.getHost() + ":" + container.getFirstMappedPort() + "/tidemark";
    }
}
