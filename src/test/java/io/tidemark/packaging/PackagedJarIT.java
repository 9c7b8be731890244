package io.tidemark.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class PackagedJarIT {

    private static final Path JAR = Path.of("target", "tidemark.jar");
    private static final long MOST_BYTES = 150_000_000;

    @Test
    void isUnder150Megabytes() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
    }

    @Test
    void carriesBothServersForLinuxAndMacOnBothArchitecturesAndNothingElse() throws IOException {
        assertThat(entries()).filteredOn(name -> name.matches("redis-server.*|.*\\.txz")).containsExactlyInAnyOrder(
                "redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-arm64", "redis-server-6.2.6-v5-darwin-amd64",
                "redis-server-6.2.6-v5-darwin-arm64", "postgres-linux-x86_64.txz", "postgres-linux-arm_64.txz",
                "postgres-darwin-x86_64.txz");
    }

    @Test
    void carriesNoSignaturesOfOthersAndItsLicence() throws IOException {
        assertThat(entries()).filteredOn(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)")).isEmpty();
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE")).contains("Tidemark");
    }

    @Test
    void mergesTheServicesOfItsLibraries() throws IOException {
        assertThat(text("META-INF/services/org.flywaydb.core.extensibility.Plugin")).contains("PostgreSQLDatabaseType", "core.internal");
    }

    @Test
    void startsAlone() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var directory = Files.createTempDirectory("tidemark-alone-");
        var process = new ProcessBuilder(java, "-jar", JAR.toAbsolutePath().toString(), "--version").directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("0.1.0").doesNotContain("WARNING");
        Files.delete(directory);
    }

    private static String text(String entry) throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), UTF_8);
        }
    }

    private static List<String> entries() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
