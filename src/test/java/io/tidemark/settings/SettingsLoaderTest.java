package io.tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.settings.SettingsLoader.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

    private static final String LONG_KEY = "k-0123456789abcdef0123";

    @TempDir
    Path directory;

    @Test
    void withoutAnySettingTheProgramUsesItsOwnServers() {
        Settings settings = environment(Map.of()).settings();
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().opsPort()).isEqualTo(8081);
        assertThat(settings.dataDir()).isEqualTo(Path.of("./data"));
        assertThat(settings.stores()).isEqualTo(new Stores.Embedded());
        assertThat(settings.bootstrapKey()).isEmpty();
        assertThat(settings.shards()).isEqualTo(16);
        assertThat(settings.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(settings.node()).isNotEmpty();
    }

    @Test
    void laterSourceWins() throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"),
                "http-port: 1\nops-port: 1\nshards: 1\nbind: 127.0.0.9\nzone: Europe/Berlin\n");
        var sources = new Sources(file, Map.of("TIDEMARK_HTTP_PORT", "2", "TIDEMARK_OPS_PORT", "3", "TIDEMARK_BIND", "127.0.0.8"), "demo",
                Map.of(Key.BIND, "127.0.0.7"), Map.of(Key.HTTP_PORT, "4"));
        EffectiveSettings loaded = SettingsLoader.load(sources);
        assertThat(loaded.settings().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(loaded.settings().shards()).isEqualTo(1);
        assertThat(loaded.settings().http().opsPort()).isEqualTo(3);
        assertThat(loaded.settings().http().bind()).isEqualTo("127.0.0.7");
        assertThat(loaded.settings().http().port()).isEqualTo(4);
        assertThat(loaded.values()).extracting(Value::toString).contains("TIDEMARK_HTTP_PORT=4 from flag --http-port",
                "TIDEMARK_OPS_PORT=3 from environment", "TIDEMARK_SHARDS=1 from file " + file, "TIDEMARK_DATA_DIR=./data from default",
                "TIDEMARK_BIND=127.0.0.7 from command demo");
    }

    @Test
    void fileMayBeNamedByTheEnvironmentAndHoldLists() throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), "trusted-proxies: [10.0.0.0/8, '::1']\n");
        Settings settings = environment(Map.of("TIDEMARK_CONFIG", file.toString())).settings();
        assertThat(settings.http().trustedProxies()).containsExactly(Network.parse("10.0.0.0/8"), Network.parse("::1"));
    }

    @Test
    void secretsMayComeFromFiles() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), LONG_KEY + "\n");
        assertThat(environment(Map.of("TIDEMARK_BOOTSTRAP_KEY_FILE", file.toString())).settings().bootstrapKey())
                .contains(new Secret(LONG_KEY));
    }

    @Test
    void noSecretIsShown() {
        EffectiveSettings loaded = environment(Map.of("TIDEMARK_BOOTSTRAP_KEY", LONG_KEY, "TIDEMARK_REDIS_URL", "rediss://:hidden1@r:1/0",
                "TIDEMARK_DATABASE_URL", "postgresql://u:hidden2@p:2/d?sslmode=require"));
        assertThat(loaded.toString()).doesNotContain("hidden", LONG_KEY).contains("rediss://:****@r:1/0",
                "postgresql://u:****@p:2/d?sslmode=require");
    }

    @Test
    void wrongSecretIsMaskedInItsError() {
        assertThatThrownBy(() -> environment(Map.of("TIDEMARK_BOOTSTRAP_KEY", "hidden", "TIDEMARK_REDIS_URL", "http://:hidden@r",
                "TIDEMARK_DATABASE_URL", "postgresql://u:hidden@p:2"))).isInstanceOf(SettingsException.class)
                .message().doesNotContain("hidden").contains("TIDEMARK_BOOTSTRAP_KEY", "TIDEMARK_REDIS_URL", "TIDEMARK_DATABASE_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://user:hidden:6379", "redis://hidden@h@a", "redis://:hid/hidden@a", "redis:hidden", "hidden"})
    void mistakenAddressGivesNothingAway(String address) {
        assertThatThrownBy(() -> environment(Map.of("TIDEMARK_REDIS_URL", address, "TIDEMARK_DATABASE_URL", "postgresql://u@h/d")))
                .message().contains("TIDEMARK_REDIS_URL").doesNotContain("hidden");
    }

    @Test
    void unknownVariableIsRefusedWithASuggestion() {
        assertThatThrownBy(() -> environment(Map.of("TIDEMARK_HTTP_PROT", "1", "TIDEMARK_WALRUS", "2")))
                .hasMessageContaining("TIDEMARK_HTTP_PROT: no such setting. Did you mean TIDEMARK_HTTP_PORT?")
                .hasMessageContaining("TIDEMARK_WALRUS: no such setting. Remove it; the known ones are TIDEMARK_HTTP_PORT, ");
    }

    @Test
    void unknownEntryOfTheFileIsRefusedWithASuggestion() throws IOException {
        Path file = Files.writeString(directory.resolve("t.yaml"), "http_port: 1\n");
        assertThatThrownBy(() -> environment(Map.of("TIDEMARK_CONFIG", file.toString())))
                .hasMessageContaining("http_port in " + file).hasMessageContaining("Did you mean http-port?");
    }

    @Test
    void variablesOfTestsAndOfOthersAreLeftAlone() {
        assertThat(environment(Map.of("TIDEMARK_TEST_SEED", "1", "HTTP_PROT", "2", "TIDEMARK_ZONE", "")).settings().zone())
                .isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void allMistakesAreToldAtOnceWithKeyValueAndRemedy() {
        assertThatThrownBy(
                () -> environment(Map.of("TIDEMARK_HTTP_PORT", "70000", "TIDEMARK_SHARDS", "0", "TIDEMARK_ZONE", "Europe/Berlyn")))
                .hasMessageContaining("TIDEMARK_HTTP_PORT = 70000: it is no whole number from 0 to 65535. Give such a number.")
                .hasMessageContaining("TIDEMARK_SHARDS = 0: it is no whole number from 1 to 1024.")
                .hasMessageContaining("TIDEMARK_ZONE = Europe/Berlyn: there is no zone of that name; did you mean Europe/Berlin?");
    }

    @Test
    void oneStoreWithoutTheOtherIsRefused() {
        assertThatThrownBy(() -> environment(Map.of("TIDEMARK_REDIS_URL", "redis://r")))
                .hasMessageContaining("TIDEMARK_DATABASE_URL").hasMessageContaining("it is missing, while TIDEMARK_REDIS_URL is given");
    }

    @ParameterizedTest
    @CsvSource({"TIDEMARK_BIND, example.org", "TIDEMARK_PUBLIC_URL, ftp://x", "TIDEMARK_PUBLIC_URL, https://u:p@x",
            "TIDEMARK_ALLOWED_ORIGINS, https://a.example/path", "TIDEMARK_TRUSTED_PROXIES, 10.0.0.0/33", "TIDEMARK_NODE, a b",
            "TIDEMARK_OPS_PORT, 8080", "TIDEMARK_HTTP_PORT, eighty", "TIDEMARK_BOOTSTRAP_KEY, password", "TIDEMARK_CONFIG, /nowhere/t.yaml",
            "TIDEMARK_REDIS_URL_FILE, /nowhere/key"})
    void wrongValueIsRefused(String variable, String text) {
        assertThatThrownBy(() -> environment(Map.of(variable, text))).isInstanceOf(SettingsException.class);
    }

    @ParameterizedTest
    @CsvSource({", 0.0.0.0, http://localhost:8080", ", 127.0.0.1, http://127.0.0.1:8080", ", ::1, http://[0:0:0:0:0:0:0:1]:8080",
            "https://t.example.org/, 0.0.0.0, https://t.example.org"})
    void linksNameThePublicAddress(String given, String bind, String link) {
        var environment = given == null ? Map.of("TIDEMARK_BIND", bind) : Map.of("TIDEMARK_BIND", bind, "TIDEMARK_PUBLIC_URL", given);
        assertThat(environment(environment).settings().http().publicUrl(8080)).isEqualTo(link);
    }

    private static EffectiveSettings environment(Map<String, String> environment) {
        return SettingsLoader.load(new Sources(null, environment, "serve", Map.of(), Map.of()));
    }
}
