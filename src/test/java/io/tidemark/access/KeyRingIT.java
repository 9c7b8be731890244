package io.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.signal.Account;
import io.tidemark.testing.Database;
import io.tidemark.testing.PostgresProcess;
import io.tidemark.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyRingIT {

    @RegisterExtension
    static final Servers servers = new Servers();

    static Database database;
    static KeyRing here;
    static KeyRing elsewhere;

    @BeforeAll
    static void open() {
        database = Database.open(servers.databaseUrl());
        here = ring(database);
        elsewhere = ring(database);
    }

    @AfterAll
    static void close() {
        here.close();
        elsewhere.close();
        database.close();
    }

    @Test
    void aNewKeyIsGoodAtOnceOnEveryNode() {
        var secret = Secret.random(Secret.KEY);
        var id = add(database, secret);
        assertThat(elsewhere.authorise(secret.reveal()).await()).hasValueSatisfying(grant -> {
            assertThat(grant.keyId()).isEqualTo(id);
            assertThat(grant.reach()).isEqualTo(Account.EVERY);
            assertThat(grant.rights()).containsExactly(Right.READ);
        });
    }

    @Test
    void whatIsNoKeyIsWorthNothing() {
        var secret = Secret.random(Secret.KEY).reveal();
        for (var wrong : List.of("", "*", "bootstrap", secret, secret.substring(1), "tmk_", "\u0000", "x".repeat(10_000)))
            assertThat(here.authorise(wrong).await()).isEmpty();
    }

    @Test
    void everyoneIsAnsweredOnHisOwnContextThoughLooksAreShared() {
        var askers = new ArrayList<Asker>();
        IntStream.range(0, 16).forEach(_ -> askers.add(new Asker(here)));
        Future.all(askers.stream().map(database.vertx()::deployVerticle).toList()).await();
        assertThat(askers).allMatch(asker -> asker.answeredOn == asker.askedOn).extracting(asker -> asker.askedOn).doesNotContainNull();
        assertThat(askers.stream().map(asker -> asker.askedOn).distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void whoeverBeganALookMayGoAwayBeforeItsAnswer() {
        var asker = new VerticleBase() {
            @Override
            public Future<?> start() {
                here.authorise("not known");
                return Future.succeededFuture();
            }
        };
        database.vertx().deployVerticle(asker).compose(database.vertx()::undeploy).await();
        assertThat(here.authorise("not known either").timeout(60, TimeUnit.SECONDS).await()).isEmpty();
    }

    @Test
    void aRevokedKeyIsWorthNothingWithinTenSecondsOnEveryNode() {
        var secret = Secret.random(Secret.KEY);
        var id = add(database, secret);
        var told = new CopyOnWriteArrayList<String>();
        elsewhere.whenRevoked(grant -> told.add(grant.keyId()));
        assertThat(elsewhere.authorise(secret.reveal()).await()).isPresent();
        assertThat(new KeyStore(database.pool()).revoke(id).await()).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> told.contains(id));
        assertThat(elsewhere.authorise(secret.reveal()).await()).isEmpty();
        assertThat(elsewhere.isLive(id)).isFalse();
    }

    @Test
    void aKeyWorthLessThanBeforeIsToldAsWell() {
        var secret = Secret.random(Secret.KEY);
        var id = add(database, secret);
        here.catchUp().await();
        var told = new CopyOnWriteArrayList<Grant>();
        here.whenRevoked(grant -> {
            if (grant.keyId().equals(id)) told.add(grant);
        });
        database.run("UPDATE access_key SET scopes = ARRAY['ingest'] WHERE id = $1", id);
        here.catchUp().await();
        assertThat(told).singleElement().satisfies(grant -> assertThat(grant.rights()).containsExactly(Right.READ));
        assertThat(here.authorise(secret.reveal()).await()).hasValueSatisfying(grant -> assertThat(grant.may(Right.READ)).isFalse());
    }

    @Test
    void whatIsKnownIsGoodForAnHourWithoutPostgreSql() {
        var time = new AtomicLong();
        try (var postgres = PostgresProcess.start(); var away = Database.open(postgres.url())) {
            var ring = KeyRing.open(away.vertx(), away.pool(), new SimpleMeterRegistry(), time::get).await();
            var secret = Secret.random(Secret.KEY);
            add(away, secret);
            assertThat(ring.authorise(secret.reveal()).await()).isPresent();
            postgres.stop();
            time.addAndGet(Ring.GOOD_FOR.toNanos());
            assertThat(ring.authorise(secret.reveal()).await()).isPresent();
            assertThatThrownBy(() -> ring.authorise("somebody else's").await()).isNotNull();
            time.addAndGet(1);
            assertThatThrownBy(() -> ring.authorise(secret.reveal()).await()).isNotNull();
            postgres.startAgain();
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> ring.authorise(secret.reveal()).await().isPresent());
            ring.close();
        }
    }

    @Test
    void aDatabaseThatWentBackIsReadAnew() {
        try (var postgres = PostgresProcess.start(); var restored = Database.open(postgres.url())) {
            var kept = Secret.random(Secret.KEY);
            var lost = Secret.random(Secret.KEY);
            add(restored, kept);
            var lostId = add(restored, lost);
            var ring = ring(restored);
            var told = new CopyOnWriteArrayList<String>();
            ring.whenRevoked(grant -> told.add(grant.keyId()));
            restored.run("DELETE FROM access_key WHERE id = $1", lostId);
            restored.run("UPDATE revision SET last = last - 1");
            ring.catchUp().await();
            assertThat(ring.authorise(kept.reveal()).await()).isPresent();
            assertThat(ring.authorise(lost.reveal()).await()).isEmpty();
            assertThat(told).containsExactly(lostId);
            ring.close();
        }
    }

    private static KeyRing ring(Database database) {
        return KeyRing.open(database.vertx(), database.pool(), new SimpleMeterRegistry()).await();
    }

    private static String add(Database database, Secret secret) {
        return new KeyStore(database.pool()).add(Account.EVERY, Set.of(Right.READ), null, secret.digest(), "a test").await();
    }

    /// Asks for a key that nobody knows, as one event loop of many.
    private static final class Asker extends VerticleBase {
        private final KeyRing ring;
        private volatile Thread askedOn;
        private volatile Thread answeredOn;

        Asker(KeyRing ring) {
            this.ring = ring;
        }

        @Override
        public Future<?> start() {
            askedOn = Thread.currentThread();
            return ring.authorise("not known").onComplete(_ -> answeredOn = Thread.currentThread());
        }
    }
}
