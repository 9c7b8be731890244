package io.tidemark.architecture.wrong.log;

import io.lettuce.core.RedisClient;
import io.tidemark.architecture.wrong.presence.WrongPresence;
import java.util.Date;

/// Imports what it must not, keeps static state and is named after nothing.
public final class WrongLogManager {

    static RedisClient client;

    Date date(WrongPresence presence) {
        System.out.println(presence);
        return new Date();
    }
}
