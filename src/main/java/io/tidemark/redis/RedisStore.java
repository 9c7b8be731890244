package io.tidemark.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.EntryId;
import io.tidemark.log.Item;
import io.tidemark.presence.Scene;
import io.tidemark.presence.Shard;
import io.tidemark.presence.Standing;
import io.tidemark.shard.Batch;
import io.tidemark.shard.BatchAnswer;
import io.tidemark.shard.Commit;
import io.tidemark.shard.CommitAnswer;
import io.tidemark.shard.Confirmation;
import io.tidemark.shard.FeedMessage;
import io.tidemark.shard.Held;
import io.tidemark.shard.Kept;
import io.tidemark.shard.LogReader;
import io.tidemark.shard.Reached;
import io.tidemark.shard.Roll;
import io.tidemark.shard.Safety;
import io.tidemark.shard.ShardOf;
import io.tidemark.shard.Store;
import io.tidemark.shard.Stored;
import io.tidemark.signal.Account;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// The log and the tables in Redis; what each key holds stands in [Keys], what each step does in its script.
public final class RedisStore implements Store {

    /// How long an ownership lives without renewal, in milliseconds.
    private static final int LEASE = 5_000;
    private static final int MOST_ENTRIES = 250_000;
    private static final int MOST_ONCE = 100_000;
    private static final int MOST_POISON = 1_000;
    private static final int LOOKED_AT = 200;
    private static final int HOUR = 3_600_000;
    private static final byte[] TICK = EntryCodec.encode(new Item.Tick());

    private final RedisConnections connections;
    private final RedisSafety safety;
    private final List<Keys> keys;
    private final Pruning pruning = new Pruning();
    private final LuaScript append = LuaScript.load("chain.lua", "streams.lua", "append.lua");
    private final LuaScript take = LuaScript.load("chain.lua", "take.lua");
    private final LuaScript renew = LuaScript.load("chain.lua", "renew.lua");
    private final LuaScript release = LuaScript.load("release.lua");
    private final LuaScript commit = LuaScript.load("commit.lua");
    private final LuaScript view = LuaScript.load("view.lua");
    private final LuaScript members = LuaScript.load("members.lua");
    private final LuaScript prune = LuaScript.load("prune.lua");

    private RedisStore(RedisConnections connections, RedisSafety safety, int shards) {
        this.connections = connections;
        this.safety = safety;
        this.keys = Keys.of(shards);
    }

    /// The store of an installation with this many shards. Its scripts are made known; a server that forgets them is told again.
    public static Future<RedisStore> open(RedisConnections connections, RedisSafety safety, int shards) {
        var store = new RedisStore(connections, safety, shards);
        var scripts = List.of(store.append, store.take, store.renew, store.release, store.commit, store.view, store.members, store.prune);
        return Future.join(scripts.stream().map(script -> script.announce(connections.shared().commands(), connections.context())).toList())
                .transform(_ -> Future.succeededFuture(store));
    }

    @Override
    public Future<BatchAnswer> append(int shard, Batch batch) {
        var k = keys.get(shard);
        return run(append, new byte[][]{k.log, k.streams, k.writers, k.once, k.chain}, Arguments.ofAppend(batch, MOST_ENTRIES, MOST_ONCE))
                .map(Answers::append);
    }

    @Override
    public Future<Boolean> take(int shard, String token, boolean force) {
        var k = keys.get(shard);
        return run(take, new byte[][]{k.owner, k.log, k.chain}, Arguments.of(token, LEASE, force ? 1 : 0, TICK))
                .map(answer -> (Long) answer.getFirst() == 1);
    }

    @Override
    public Future<Held> renew(int shard, String token) {
        var k = keys.get(shard);
        return run(renew, new byte[][]{k.owner, k.position, k.log, k.chain}, Arguments.of(token, LEASE, TICK)).map(Answers::held);
    }

    @Override
    public Future<Void> release(int shard, String token) {
        return run(release, new byte[][]{keys.get(shard).owner}, Arguments.of(token)).mapEmpty();
    }

    @Override
    public Future<Long> left(int shard) {
        return home(connections.shared().commands().pttl(keys.get(shard).owner)).map(left -> Math.max(0, left));
    }

    @Override
    public Future<Reached> reached(int shard) {
        return home(connections.shared().commands().get(keys.get(shard).position)).map(Answers::reached);
    }

    @Override
    public Future<Kept> load(int shard) {
        var k = keys.get(shard);
        return new TableScan(connections.shared().commands(), connections.context()).tables(k)
                .compose(tables -> reached(shard).map(reached -> new Kept(reached, tables)));
    }

    @Override
    public Future<List<Stored>> range(int shard, EntryId from, EntryId before, int limit) {
        var range = Range.from(Boundary.including(from.toString()), Boundary.excluding(before.toString()));
        return home(connections.shared().commands().xrevrange(keys.get(shard).log, range, Limit.from(limit))).map(RedisStore::stored);
    }

    @Override
    public Future<LogReader> follow(int shard) {
        return connections.another().map(link -> new RedisLogReader(connections, link, keys.get(shard).log));
    }

    @Override
    public Future<CommitAnswer> commit(int shard, Commit wanted) {
        var k = keys.get(shard);
        var changes = wanted.changes();
        byte[] message = FeedCodec
                .encode(new FeedMessage(shard, wanted.previous(), wanted.position(), changes.standings(), changes.scenes(),
                        changes.notices()));
        return run(commit, k.ofCommit(), Arguments.ofCommit(wanted, k, message, Shard.TABLES)).map(Answers::commit);
    }

    @Override
    public Future<Void> poison(int shard, Stored entry, String reason) {
        return home(connections.shared().commands().xadd(keys.get(shard).poison, XAddArgs.Builder.maxlen(MOST_POISON).approximateTrimming(),
                Keys.bytes("entry"), Keys.bytes(entry.id().toString()), Keys.bytes("i"), entry.bytes(), Keys.bytes("reason"),
                Keys.bytes(reason))).mapEmpty();
    }

    @Override
    public Future<Void> prune(int shard) {
        var k = keys.get(shard);
        return Future.all(prune(k.streams, 24 * HOUR), prune(k.writers, 48 * HOUR), prune(k.once, 24 * HOUR)).mapEmpty();
    }

    private Future<Void> prune(byte[] hash, int age) {
        return run(prune, new byte[][]{hash}, Arguments.of(pruning.cursor(hash), age, LOOKED_AT))
                .onSuccess(answer -> pruning.reached(hash, Answers.text(answer.getFirst()))).mapEmpty();
    }

    @Override
    public Future<Confirmation> confirm(int shard, long writer) {
        return safety.confirm(keys.get(shard), writer);
    }

    @Override
    public Safety safety() {
        return safety.now();
    }

    @Override
    public Future<Roll> present(Roll.Self self) {
        return run(members, new byte[][]{Keys.MEMBERS, Keys.INSTALLATION},
                Arguments.of(self.node(), self.since(), self.version(), self.shards(), self.zone())).map(Answers::roll);
    }

    @Override
    public Future<Void> absent(String node) {
        return home(connections.shared().commands().hdel(Keys.MEMBERS, Keys.bytes(node))).mapEmpty();
    }

    @Override
    public Future<View> read(String account) {
        return read(Account.master(account), List.of(account)).map(List::getFirst);
    }

    @Override
    public Future<List<View>> read(String master, List<String> accounts) {
        return view(ShardOf.master(master, keys.size()), accounts);
    }

    private Future<List<View>> view(int shard, List<String> accounts) {
        var k = keys.get(shard);
        return run(view, new byte[][]{k.position, k.table("levels"), k.table("views")}, Arguments.of(accounts.toArray())).map(answer -> {
            var asOf = Answers.position(Answers.text(answer.getFirst()));
            var views = new ArrayList<View>();
            for (int i = 0; i < accounts.size(); i++) {
                byte[] standing = (byte[]) answer.get(2 * i + 1);
                byte[] scene = (byte[]) answer.get(2 * i + 2);
                views.add(new View(accounts.get(i), asOf, standing.length == 0 ? null : Standing.decode(standing),
                        scene.length == 0 ? null : Scene.decode(scene)));
            }
            return views;
        });
    }

    static List<Stored> stored(List<StreamMessage<byte[], byte[]>> messages) {
        return messages.stream().map(message -> {
            var values = message.getBody().values().iterator();
            byte[] items = values.next();
            String chain = Answers.text(values.next());
            int space = chain.indexOf(' ');
            return new Stored(EntryId.parse(message.getId()), items, chain.substring(0, space), chain.substring(space + 1));
        }).toList();
    }

    private Future<List<Object>> run(LuaScript script, byte[][] on, byte[][] arguments) {
        return script.run(connections.shared().commands(), connections.context(), on, arguments);
    }

    private <T> Future<T> home(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, connections.context()).recover(failure -> Future.failedFuture(Outcome.of(failure)));
    }
}
