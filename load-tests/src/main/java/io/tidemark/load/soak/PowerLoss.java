package io.tidemark.load.soak;

import io.tidemark.load.process.Pause;
import io.tidemark.load.process.RedisServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;

/// What a machine without power does to a Redis that syncs each second: what was written since the last sync is gone. The file is cut to
/// what it was some tenths of a second before the death, which a sync need not have reached.
final class PowerLoss {

    private PowerLoss() {}

    static void strike(RedisServer redis, long millis) {
        var file = redis.directory().resolve("appendonly.aof").toFile();
        long before = file.length();
        Pause.millis(millis);
        redis.child().kill();
        try (var log = new RandomAccessFile(file, "rw")) {
            log.setLength(Math.min(before, file.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        redis.child().startAgain();
        redis.awaitReady();
    }
}
