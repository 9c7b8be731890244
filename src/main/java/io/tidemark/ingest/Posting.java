package io.tidemark.ingest;

import io.tidemark.ingest.decode.Batch;
import io.tidemark.ingest.decode.Rejection;
import io.tidemark.log.Item;
import io.tidemark.log.Numbered;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.shard.Appended;
import io.tidemark.shard.Parcel;
import io.tidemark.web.Problem;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes the signals of one HTTP request into the logs of their masters and says what became of them.
final class Posting {

    /// The most rejections that an answer lists one by one.
    static final int LISTED = 100;

    /// What the request is answered.
    sealed interface Outcome {
        record Taken(byte[] answer) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    private final IngestNode node;

    Posting(IngestNode node) {
        this.node = node;
    }

    Future<Outcome> post(Keys.Grant grant, Scope scope, Batch sent, byte[] body, @Nullable String idempotencyKey) {
        var reach = new Reach(scope, null);
        Batch batch = reach.within(sent);
        var shards = byShard(reach, scope, batch, idempotencyKey != null);
        for (int shard : shards.keySet())
            if (node.appender().isAway(shard) || node.appender().isFull(shard))
                return Future.succeededFuture(overloaded("The log takes no more just now; nothing of this was taken.",
                        node.appender().isAway(shard) ? 5 : 1));
        count(grant, scope, batch);
        byte[] answer = answer(batch);
        String digest = idempotencyKey == null ? "" : digest(body);
        long number = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        List<Future<Appended>> answers = new ArrayList<>();
        shards.forEach((shard, signals) -> {
            var item = new Item.Plain(Origin.ofKey(grant.fingerprint()), number, scope, batch.alive(), signals);
            Parcel parcel = idempotencyKey == null
                    ? new Parcel.Loose(item)
                    : new Parcel.Once(item, grant.keyId() + '|' + scope.defaultAccount() + '|' + idempotencyKey, digest, answer);
            answers.add(node.appender().append(shard, parcel)
                    .onComplete(appended -> node.metrics().answered(appended, signals.size()),
                            _ -> node.metrics().dropped.inc(signals.size())));
        });
        return Future.all(answers).timeout(node.limits().requestPatience().toMillis(), TimeUnit.MILLISECONDS)
                .map(all -> outcome(all.list(), answer)).otherwise(_ -> overloaded(
                        "The log does not answer in time; what was sent may be taken all the same: repeat it with the same Idempotency-Key.",
                        2));
    }

    private Map<Integer, List<Numbered>> byShard(Reach reach, Scope scope, Batch batch, boolean once) {
        var shards = new TreeMap<Integer, List<Numbered>>();
        for (Numbered numbered : batch.signals())
            shards.computeIfAbsent(node.shardOf(reach.accountOf(numbered)), _ -> new ArrayList<>()).add(numbered);
        String account = scope.defaultAccount();
        if (account != null && (batch.alive() || once && shards.isEmpty()))
            shards.computeIfAbsent(node.shardOf(account), _ -> new ArrayList<>());
        return shards;
    }

    private void count(Keys.Grant grant, Scope scope, Batch batch) {
        node.metrics().received.inc(batch.signals().size() + (double) batch.rejections().size());
        for (Rejection rejection : batch.rejections()) {
            node.metrics().rejected(rejection.code());
            node.rejections().add(grant.fingerprint(), node.clock().millis(), scope.defaultAccount(), 0, rejection);
        }
    }

    private static Outcome outcome(List<Appended> appended, byte[] answer) {
        Outcome taken = new Outcome.Taken(answer);
        for (Appended one : appended) {
            if (one instanceof Appended.Conflict)
                return new Outcome.Refused(Problem.of(422, "idempotency_conflict", "Another body came under this Idempotency-Key before."));
            if (one instanceof Appended.Repeated(var first))
                taken = new Outcome.Taken(first);
        }
        return taken;
    }

    private static Outcome overloaded(String detail, int retryAfter) {
        return new Outcome.Refused(Problem.of(503, "overloaded", detail).retryAfter(retryAfter));
    }

    private static byte[] answer(Batch batch) {
        var json = new StringBuilder(64).append("{\"accepted\":").append(batch.signals().size()).append(",\"rejected\":[");
        batch.rejections().stream().sorted(Comparator.comparingInt(Rejection::index)).limit(LISTED).forEach(rejection -> {
            if (json.charAt(json.length() - 1) != '[')
                json.append(',');
            Answers.rejection(json.append('{'), null, 0, rejection.index(), rejection.code().code(), rejection.message(), null);
        });
        json.append(']');
        if (batch.rejections().size() > LISTED)
            json.append(",\"rejectedMore\":").append(batch.rejections().size() - LISTED);
        return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
