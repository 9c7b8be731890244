package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

    @Test
    void bothDriversReachTheSameDatabase() {
        Address address = Address.parse("postgresql://me:p%40ss@db.example:7/tide?sslmode=disable");
        assertThat(address.options().getPassword()).isEqualTo("p@ss");
        var jdbc = address.jdbc();
        assertThat(jdbc.getServerNames()).containsExactly("db.example");
        assertThat(jdbc.getPortNumbers()).containsExactly(7);
        assertThat(jdbc.getDatabaseName()).isEqualTo("tide");
        assertThat(jdbc.getUser()).isEqualTo("me");
        assertThat(jdbc.getPassword()).isEqualTo("p@ss");
        assertThat(jdbc.getSslMode()).isEqualTo("disable");
    }

    @Test
    void passwordIsNotShown() {
        assertThat(Address.parse("postgresql://me:hidden@db/tide")).hasToString("db:5432/tide");
    }

    @ParameterizedTest
    @CsvSource({"verify-full, false, HTTPS", "verify-ca, false, ''", "require, true, ''", "prefer, true, ''"})
    void sslModeKeepsItsPromise(String mode, boolean believes, String check) {
        Address address = Address.parse("postgresql://me@db/tide?sslmode=" + mode);
        assertThat(address.options().getSslMode()).isEqualTo(SslMode.of(mode));
        assertThat(address.options().getSslOptions().isTrustAll()).isEqualTo(believes);
        assertThat(address.options().getSslOptions().getHostnameVerificationAlgorithm()).isEqualTo(check);
        assertThat(address.jdbc().getSslMode()).isEqualTo(mode);
    }
}
