package io.tidemark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.tidemark.signal.Account;
import io.tidemark.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every set of scopes × every reach × every endpoint × every account.
class AccessMatrixIT {

    private static final List<String> REACHES = List.of(Account.EVERY, "acme", "acme/emea", "globex");
    private static final List<String> TARGETS = List.of(Account.EVERY, "acme", "acme/emea", "acme/emea/de", "acme/emeaX", "acmeX",
            "globex");

    @RegisterExtension
    static final Servers servers = new Servers();

    static World world;

    @BeforeAll
    static void open() {
        world = new World(servers.databaseUrl());
        TARGETS.stream().filter(Account::isPath).forEach(account -> world.putAccount(World.BOOTSTRAP, account, new JsonObject()));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest
    @FieldSource("REACHES")
    void aKeyDoesWhatItsScopesAndItsAccountAllowAndNothingElse(String reach) {
        assertSoftly(softly -> rights().forEach(rights -> {
            String key = world.key(reach, words(rights)).getString("key");
            for (var target : TARGETS)
                for (var endpoint : Endpoint.values())
                    softly.assertThat(endpoint.ask(key, target)).as("%s %s: %s %s", reach, rights, endpoint, target)
                            .isEqualTo(endpoint.expected(new Grant("", 0, reach, rights), target));
        }));
    }

    @Test
    void aKeyGivesOnlyScopesThatItHas() {
        assertSoftly(softly -> rights().filter(rights -> rights.contains(Right.ADMIN)).forEach(own -> {
            String key = world.key("acme", words(own)).getString("key");
            rights().forEach(
                    given -> softly.assertThat(world.post(key, "/v1/keys", new JsonObject().put("scopes", List.of(words(given)))).status())
                            .as("%s gives %s", own, given).isEqualTo(own.containsAll(given) ? 201 : 403));
        }));
    }

    @Test
    void nothingIsDoneWithoutAKey() {
        for (var endpoint : Endpoint.values())
            for (var key : Arrays.asList(null, "", "wrong", World.BOOTSTRAP + "x"))
                assertThat(endpoint.ask(key, "acme")).as("%s %s", endpoint, key).isEqualTo(401);
    }

    @Test
    void nobodyLearnsWhetherAnAccountOfAnotherMasterExists() {
        String key = world.key("acme", "ingest", "read", "admin").getString("key");
        for (var template : List.of("/v1/accounts", "/v1/keys", "/v1/boards"))
            assertThat(world.get(key, template, "?account=globex")).isEqualTo(world.get(key, template, "?account=nobody"));
        assertThat(world.putAccount(key, "globex", new JsonObject())).isEqualTo(world.putAccount(key, "nobody", new JsonObject()));
        for (var template : List.of("/v1/keys", "/v1/boards"))
            assertThat(make(key, template, "globex")).isEqualTo(make(key, template, "nobody"));
        String foreign = world.key("globex", "read").getString("id");
        assertThat(world.delete(key, "/v1/keys/{id}", foreign)).isEqualTo(world.delete(key, "/v1/keys/{id}", "AAAAAAAAAAAA"));
        assertThat(world.accounts.exists("nobody").await()).isFalse();
    }

    @Test
    void aListHoldsNothingOfOthers() {
        String key = world.key("acme/emea", "admin").getString("key");
        make(World.BOOTSTRAP, "/v1/boards", "globex");
        make(World.BOOTSTRAP, "/v1/boards", "acme");
        for (var template : List.of("/v1/accounts", "/v1/keys", "/v1/boards"))
            assertThat(world.get(key, template, "").body()).doesNotContain("globex", "acmeX", "emeaX", "\"acme\"", "\"*\"");
    }

    /// What can be asked for an account.
    private enum Endpoint {
        LIST_ACCOUNTS, PUT_ACCOUNT, LIST_KEYS, MAKE_KEY, REVOKE_KEY, LIST_BOARDS, MAKE_BOARD, REVOKE_BOARD;

        int ask(String key, String target) {
            return switch (this) {
                case LIST_ACCOUNTS -> world.get(key, "/v1/accounts", "?limit=1&account=" + target).status();
                case PUT_ACCOUNT -> world.putAccount(key, target, new JsonObject()).status();
                case LIST_KEYS -> world.get(key, "/v1/keys", "?limit=1&account=" + target).status();
                case MAKE_KEY -> make(key, "/v1/keys", target).status();
                case REVOKE_KEY -> world.delete(key, "/v1/keys/{id}", world.key(target, "admin").getString("id")).status();
                case LIST_BOARDS -> world.get(key, "/v1/boards", "?limit=1&account=" + target).status();
                case MAKE_BOARD -> make(key, "/v1/boards", target).status();
                case REVOKE_BOARD -> world.delete(key, "/v1/boards/{id}",
                        make(World.BOOTSTRAP, "/v1/boards", target.equals(Account.EVERY) ? "acme" : target).json().getString("id"))
                        .status();
            };
        }

        int expected(Grant by, String target) {
            boolean every = target.equals(Account.EVERY);
            boolean reached = by.covers(target);
            boolean administers = by.may(Right.ADMIN);
            return switch (this) {
                case LIST_ACCOUNTS -> !administers && !by.may(Right.READ) || !reached ? 403 : 200;
                case LIST_KEYS, LIST_BOARDS -> !administers || !reached ? 403 : 200;
                case PUT_ACCOUNT -> !administers ? 403 : every && reached ? 400 : !reached ? 403 : 200;
                case MAKE_BOARD -> !administers ? 403 : every && reached ? 400 : !reached ? 403 : 201;
                case MAKE_KEY -> !administers || !reached ? 403 : 201;
                case REVOKE_KEY -> !administers ? 403 : !reached ? 404 : 204;
                case REVOKE_BOARD -> !administers ? 403 : !by.covers(every ? "acme" : target) ? 404 : 204;
            };
        }
    }

    private static World.Reply make(String key, String template, String account) {
        return world.post(key, template, new JsonObject().put("account", account).put("scopes", new JsonArray().add("admin")));
    }

    private static Stream<Set<Right>> rights() {
        return IntStream.range(1, 1 << Right.values().length).mapToObj(bits -> {
            var rights = EnumSet.noneOf(Right.class);
            for (var right : Right.values())
                if ((bits >> right.ordinal() & 1) == 1) rights.add(right);
            return rights;
        });
    }

    private static String[] words(Set<Right> rights) {
        return rights.stream().map(Right::word).toArray(String[]::new);
    }
}
