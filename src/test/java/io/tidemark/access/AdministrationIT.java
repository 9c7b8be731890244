package io.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.log.Item;
import io.tidemark.shard.ShardOf;
import io.tidemark.signal.SessionClass;
import io.tidemark.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdministrationIT {

    private static final int SHARDS = 16;

    @RegisterExtension
    static final Servers servers = new Servers();

    static World world;

    @BeforeAll
    static void open() {
        world = new World(servers.databaseUrl());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void anAccountComesIntoBeingWithThoseAboveItAndTheirZone() {
        world.putAccount(World.BOOTSTRAP, "tree", new JsonObject().put("zone", "Asia/Tokyo"));
        var made = world.putAccount(World.BOOTSTRAP, "tree/a/b", new JsonObject().put("name", "Bee"));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().getString("zone")).isEqualTo("Asia/Tokyo");
        var list = world.get(World.BOOTSTRAP, "/v1/accounts", "?account=tree").json().getJsonArray("accounts");
        assertThat(list).extracting(it -> ((JsonObject) it).getString("account")).containsExactly("tree", "tree/a", "tree/a/b");
        assertThat(list.getJsonObject(2).getJsonObject("levels").getString("of")).isEqualTo("tree/a/b");
    }

    @Test
    void whatABodyDoesNotSayStays() {
        world.putAccount(World.BOOTSTRAP, "stay",
                new JsonObject().put("name", "Stay").put("zone", "Europe/Paris").put("settings", counted("person")));
        var after = world.putAccount(World.BOOTSTRAP, "stay", new JsonObject().put("future", true)).json();
        assertThat(after.getString("name")).isEqualTo("Stay");
        assertThat(after.getString("zone")).isEqualTo("Europe/Paris");
        assertThat(after.getJsonObject("settings")).isEqualTo(counted("person"));
        var cleared = world.putAccount(World.BOOTSTRAP, "stay",
                new JsonObject().putNull("name").put("settings", new JsonObject().putNull("counted"))).json();
        assertThat(cleared.getString("name")).isNull();
        assertThat(cleared.getJsonObject("settings")).isEqualTo(new JsonObject());
    }

    @Test
    void aZoneGivenAfterTheFirstSignalWaitsForMidnight() {
        world.putAccount(World.BOOTSTRAP, "late", new JsonObject().put("zone", "Asia/Tokyo"));
        world.database.run("UPDATE account SET first_signal = now() WHERE path = 'late'");
        var changed = world.putAccount(World.BOOTSTRAP, "late", new JsonObject().put("zone", "Europe/Rome")).json();
        assertThat(changed.getString("zone")).isEqualTo("Asia/Tokyo");
        assertThat(changed.getJsonObject("zoneChange").getString("zone")).isEqualTo("Europe/Rome");
        assertThat(changed.getJsonObject("zoneChange").getString("at")).endsWith("T15:00:00.000Z");
    }

    @Test
    void settingsGoIntoTheLogAndToWhoeverAsksForNewerOnes() {
        world.told.clear();
        world.putAccount(World.BOOTSTRAP, "log/sub", new JsonObject().put("zone", "Asia/Tokyo"));
        world.putAccount(World.BOOTSTRAP, "log", new JsonObject().put("settings", counted("bot")));
        assertThat(world.told).extracting(Item.Settings::account).containsExactly("log", "log/sub", "log");
        assertThat(world.told.get(1).zone()).isEqualTo("Asia/Tokyo");
        assertThat(world.told.get(1).counted()).isNull();
        assertThat(world.told.getLast().counted()).isEqualTo(Set.of(SessionClass.BOT));
        var store = new SettingsStore(world.database.pool(), SHARDS);
        int shard = ShardOf.master("log", SHARDS);
        var all = store.newer(shard, 0).await();
        assertThat(all).contains(world.told.get(1), world.told.getLast());
        assertThat(all).isSortedAccordingTo((a, b) -> Long.compare(a.revision(), b.revision()));
        assertThat(store.newer(shard, world.told.getLast().revision()).await()).noneMatch(it -> it.account().startsWith("log"));
        assertThat(store.newer((shard + 1) % SHARDS, 0).await()).noneMatch(it -> it.account().startsWith("log"));
        world.told.clear();
        world.putAccount(World.BOOTSTRAP, "log", new JsonObject().put("name", "only a name"));
        assertThat(world.told).isEmpty();
    }

    @Test
    void badValuesAreNamedWithARemedy() {
        var zone = world.putAccount(World.BOOTSTRAP, "bad", new JsonObject().put("zone", "Berlin"));
        assertThat(zone.status()).isEqualTo(400);
        assertThat(zone.json().getString("field")).isEqualTo("zone");
        assertThat(zone.json().getString("value")).isEqualTo("Berlin");
        assertThat(zone.json().getString("remedy")).contains("Europe/Berlin");
        for (var body : List.of(new JsonObject().put("name", ""), new JsonObject().put("name", "a\u0000b"), new JsonObject().put("name", 7),
                new JsonObject().put("name", "x".repeat(201)), new JsonObject().putNull("zone"), new JsonObject().put("zone", "+01:07"),
                new JsonObject().put("settings", 1), new JsonObject().put("settings", counted("ghost")),
                new JsonObject().put("settings", new JsonObject().put("counted", "person"))))
            assertThat(world.putAccount(World.BOOTSTRAP, "bad", body).status()).as(body.encode()).isEqualTo(400);
        for (var account : List.of("%20", "a//b", "a/", "-a", "%00", "a".repeat(65), "*", "a/b/c/d/e/f/g/h/i"))
            assertThat(world.putAccount(World.BOOTSTRAP, account, new JsonObject()).status()).as(account).isEqualTo(400);
        for (var scopes : List.of(new JsonArray(), new JsonArray().add("write"), new JsonArray().add(1)))
            assertThat(world.post(World.BOOTSTRAP, "/v1/keys", new JsonObject().put("account", "bad").put("scopes", scopes)).status())
                    .isEqualTo(400);
        assertThat(world.get(World.BOOTSTRAP, "/v1/keys", "?account=*&limit=0").status()).isEqualTo(400);
        assertThat(world.get(World.BOOTSTRAP, "/v1/keys", "").status()).isEqualTo(400);
        assertThat(world.putAccount(World.BOOTSTRAP, "bad", new JsonObject().put("name", "x".repeat(70_000))).status()).isEqualTo(413);
        assertThat(world.accounts.exists("bad").await()).isFalse();
    }

    @Test
    void aRevokedKeyEndsAtOnceWhereItWasRevoked() {
        var key = world.key("gone", "admin");
        assertThat(world.get(key.getString("key"), "/v1/keys", "").status()).isEqualTo(200);
        assertThat(world.delete(World.BOOTSTRAP, "/v1/keys/{id}", key.getString("id")).status()).isEqualTo(204);
        assertThat(world.get(key.getString("key"), "/v1/keys", "").status()).isEqualTo(401);
        assertThat(world.delete(World.BOOTSTRAP, "/v1/keys/{id}", key.getString("id")).status()).isEqualTo(404);
    }

    @Test
    void theLastKeyThatAdministersEverythingStays() {
        assertThat(world.delete(World.BOOTSTRAP, "/v1/keys/{id}", BootstrapKey.ID).status()).isEqualTo(409);
        var second = world.key("*", "admin");
        assertThat(world.delete(second.getString("key"), "/v1/keys/{id}", second.getString("id")).status()).isEqualTo(204);
        assertThat(world.get(World.BOOTSTRAP, "/v1/keys", "?account=*").status()).isEqualTo(200);
    }

    @Test
    void aBoardOpensOneAccountUntilItIsRevoked() {
        var made = world.post(World.BOOTSTRAP, "/v1/boards", new JsonObject().put("account", "lobby/east").put("name", "Lobby")).json();
        assertThat(made.getString("url")).startsWith(World.PUBLIC_URL + "/b/tmb_");
        String token = made.getString("url").substring(made.getString("url").lastIndexOf('/') + 1);
        assertThat(world.boards.authorise(token).await()).contains(new Board(made.getString("id"), "lobby/east"));
        assertThat(world.keys.authorise(token).await()).isEmpty();
        assertThat(world.get(World.BOOTSTRAP, "/v1/boards", "?account=lobby").body()).contains(made.getString("id")).doesNotContain(token);
        assertThat(world.delete(World.BOOTSTRAP, "/v1/boards/{id}", made.getString("id")).status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(10)).until(() -> world.boards.authorise(token).await().isEmpty());
        assertThat(world.boards.isLive(made.getString("id"))).isFalse();
    }

    @Test
    void listsComeInPages() {
        for (var name : List.of("a", "b", "c"))
            world.putAccount(World.BOOTSTRAP, "pages/" + name, new JsonObject());
        var first = world.get(World.BOOTSTRAP, "/v1/accounts", "?account=pages&limit=2").json();
        assertThat(first.getString("next")).isEqualTo("pages/a");
        var second = world.get(World.BOOTSTRAP, "/v1/accounts", "?account=pages&limit=2&after=pages/a").json();
        assertThat(second.getJsonArray("accounts")).extracting(it -> ((JsonObject) it).getString("account"))
                .containsExactly("pages/b", "pages/c");
    }

    private static JsonObject counted(String word) {
        return new JsonObject().put("counted", new JsonArray().add(word));
    }
}
