package io.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.Database;
import io.tidemark.testing.PostgresProcess;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AccountDirectoryIT {

    @Test
    void anAccountIsKnownForAnHourWithoutPostgreSql() {
        var now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
        try (var postgres = PostgresProcess.start(); var database = Database.open(postgres.url())) {
            var accounts = new Accounts(database.pool(), now::get, "Europe/Berlin");
            var directory = new AccountDirectory(accounts, now::get);
            assertThat(directory.zone("acme").await()).isEmpty();
            accounts.put("acme", AccountWish.NOTHING).await();
            assertThat(directory.zone("acme").await()).contains("Europe/Berlin");
            accounts.put("acme", new AccountWish(false, null, "Asia/Tokyo", new JsonObject())).await();
            now.updateAndGet(instant -> instant.plus(AccountDirectory.FRESH_FOR));
            assertThat(directory.zone("acme").await()).contains("Asia/Tokyo");
            postgres.stop();
            now.updateAndGet(instant -> instant.plus(Ring.GOOD_FOR).minusMillis(1));
            assertThat(directory.zone("acme").await()).contains("Asia/Tokyo");
            assertThatThrownBy(() -> directory.zone("globex").await()).isNotNull();
            now.updateAndGet(instant -> instant.plusMillis(1));
            assertThatThrownBy(() -> directory.zone("acme").await()).isNotNull();
        }
    }
}
