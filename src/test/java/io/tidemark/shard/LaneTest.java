package io.tidemark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.log.Decoded;
import io.tidemark.log.EntryCodec;
import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LaneTest {

    private final SimWorld world = new SimWorld(1, 1_000_000);
    private final ModelRedis redis = new ModelRedis(world, 1, "UTC", Set.of());
    private final VirtualLoop loop = new VirtualLoop(world);
    private final ModelStore store = new ModelStore(world, redis, loop);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Lane lane = new Lane(0, store, loop, CommonClock.ofSystem(), new ShardMeters(registry));

    @Test
    void whatArrivesWhileACallIsUnderWayGoesIntoTheNext() {
        IntStream.range(0, 50).forEach(_ -> lane.append(parcel()));
        world.runUntil(world.now() + 100);

        assertThat(redis.shards.getFirst().log).hasSize(2);
        assertThat(lane.isIdle()).isTrue();
        assertThat(lane.gauge().weight()).isZero();
    }

    @Test
    void anAnswerThatNeverCameIsAskedForAgainAndNothingCountsTwice() {
        store.faults = 60;
        var answers = new ArrayList<Future<Appended>>();
        for (int i = 0; i < 40; i++) {
            answers.add(lane.append(parcel()));
            world.runUntil(world.now() + 500);
        }
        world.runUntil(world.now() + 120_000);

        assertThat(answers).allMatch(answer -> answer.succeeded() && answer.result() instanceof Appended.Logged);
        assertThat(items()).isEqualTo(40);
    }

    @Test
    void aFullQueueSaysSoAndSaysWhenItHasDrained() {
        store.cutOff = true;
        var drained = new ArrayList<String>();
        IntStream.range(0, 20_001).forEach(_ -> lane.append(parcel()));
        lane.gauge().onDrain(() -> drained.add("now"));
        world.runUntil(world.now() + 8_000);
        assertThat(lane.gauge().isFull()).isTrue();
        assertThat(lane.gauge().isAway()).isTrue();
        assertThat(drained).isEmpty();

        store.cutOff = false;
        world.runUntil(world.now() + 30_000);
        assertThat(lane.gauge().isFull()).isFalse();
        assertThat(lane.gauge().isAway()).isFalse();
        assertThat(drained).containsExactly("now");
        assertThat(items()).isEqualTo(20_001);
    }

    @Test
    void signsOfLifeWaitForCompanyAndNothingElseWaitsWithThem() {
        var inbox = new Inbox(lane, loop);
        var home = new Homeward(loop::run);
        var answered = new ArrayList<Long>();
        IntStream.range(0, 3).forEach(_ -> inbox.put(parcel(), home));
        world.runUntil(world.now() + 1_000);
        int before = items();

        long begun = loop.millis();
        inbox.put(parcel(), home).onComplete(_ -> answered.add(loop.millis() - begun));
        world.runUntil(world.now() + 2);
        inbox.put(parcel(), home).onComplete(_ -> answered.add(loop.millis() - begun));
        world.runUntil(world.now() + 2);
        inbox.put(new Parcel.Told(new Item.Tick()), home).onComplete(_ -> answered.add(loop.millis() - begun));
        world.runUntil(world.now() + 1_000);

        assertThat(items()).isEqualTo(before + 3);
        assertThat(answered).hasSize(3);
        assertThat(answered.get(2)).isLessThan(22);
    }

    @Test
    void whoeverFoundItFullIsToldOfTheDrainAlsoWhenItHasDrainedSince() {
        var drained = new ArrayList<String>();
        lane.gauge().onDrain(() -> drained.add("now"));
        assertThat(drained).containsExactly("now");
    }

    @Test
    void whatComesThroughTheDoorIsSeenBeforeTheLoopTurns() {
        var inbox = new Inbox(lane, loop);
        var home = new Homeward(loop::run);
        IntStream.range(0, 60_001).forEach(_ -> inbox.put(parcel(), home));
        assertThat(inbox.gauge().hasRoom()).isFalse();

        world.runUntil(world.now() + 30_000);
        assertThat(inbox.gauge().weight()).isZero();
        assertThat(items()).isEqualTo(60_001);
    }

    @Test
    void whyALogTakesNothingIsSaidOnceAndCountedByReason() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(Lane.class);
        lines.start();
        logger.addAppender(lines);
        store.refusal = new Unanswered("OOM", "OOM command not allowed when used memory > 'maxmemory'.");
        lane.append(parcel());
        world.runUntil(world.now() + 60_000);
        logger.detachAppender(lines);

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("shard 0: its log takes nothing: OOM command not allowed when used memory > 'maxmemory'.");
        assertThat(registry.counter("tidemark.append.retries", "reason", "OOM").count()).isGreaterThan(10);
    }

    @Test
    void whenTheNodeStopsTheRestIsToldThatItIsUnknown() {
        store.cutOff = true;
        var answer = lane.append(parcel());
        lane.close();

        assertThat(answer.cause()).isInstanceOf(AppenderClosed.class);
        assertThat(lane.append(parcel()).cause()).isInstanceOf(AppenderClosed.class);
    }

    @Test
    void whatCannotBeWrittenFailsAloneAndIsNotCounted() {
        var inbox = new Inbox(lane, loop);
        var home = new Homeward(Runnable::run);
        var torn = new Item.KnownPeaks("acme", 0, new int[]{0, 1}, new int[]{1}, new long[]{1, 1});
        assertThat(inbox.put(new Parcel.Told(torn), home).failed()).isTrue();
        assertThat(lane.gauge().weight()).isZero();
        var good = inbox.put(parcel(), home);
        world.runUntil(world.now() + 100);
        assertThat(good.succeeded()).isTrue();
    }

    private int items() {
        return redis.shards.getFirst().log.entrySet().stream()
                .mapToInt(entry -> ((Decoded.Known) EntryCodec.decode(entry.getKey(), entry.getValue().bytes()))
                        .entry().items().size())
                .sum();
    }

    private static Parcel parcel() {
        return new Parcel.Loose(new Item.Plain(new Origin(1, 1), 1, new Scope("acme", "acme"), true, List.of()));
    }
}
