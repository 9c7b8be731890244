package io.tidemark.access;

import io.tidemark.log.Item;
import io.tidemark.signal.Account;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Word;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An account as PostgreSQL has it.
///
/// @param wishes   the zones that were asked for, in the order of time; the last is the one that is wanted
/// @param settings what was set; what is not in it is as by default
/// @param revision 1 when nothing was ever set
record AccountEntry(String path, @Nullable String name, List<ZoneHistory.Wish> wishes, ZoneHistory zones, JsonObject settings,
        long revision, Instant firstSeen) {

    /// The columns that [#from] reads, for a table `account a`.
    static final String SELECT = """
            SELECT a.path, a.name, a.settings, a.revision, a.first_seen, a.first_signal, z.zones, z.asked
            FROM account a CROSS JOIN LATERAL (
                SELECT array_agg(zone ORDER BY asked) AS zones, array_agg(asked ORDER BY asked) AS asked
                FROM account_zone w WHERE w.path = a.path) z
            """;

    /// The classes that count where nothing was set.
    private static final Set<SessionClass> COUNTED = Set.of(SessionClass.PERSON, SessionClass.SIP);

    static AccountEntry from(Row row) {
        String[] zones = row.getArrayOfStrings("zones");
        OffsetDateTime[] asked = row.getArrayOfOffsetDateTimes("asked");
        var wishes = new ArrayList<ZoneHistory.Wish>();
        for (int i = 0; i < zones.length; i++)
            wishes.add(new ZoneHistory.Wish(asked[i].toInstant(), zones[i]));
        OffsetDateTime signal = row.getOffsetDateTime("first_signal");
        return new AccountEntry(row.getString("path"), row.getString("name"), wishes,
                ZoneHistory.of(wishes, signal == null ? null : signal.toInstant()), row.getJsonObject("settings"),
                row.getLong("revision"), row.getOffsetDateTime("first_seen").toInstant());
    }

    String wantedZone() {
        return wishes.getLast().zone();
    }

    /// What the log is to be told of it.
    Item.Settings told() {
        boolean master = Account.master(path).equals(path);
        return new Item.Settings(path, revision, wantedZone(), master ? counted() : null);
    }

    private Set<SessionClass> counted() {
        JsonArray words = settings.getJsonArray("counted");
        if (words == null) return COUNTED;
        var counted = EnumSet.noneOf(SessionClass.class);
        for (Object word : words)
            Word.parse(SessionClass.class, word.toString()).ifPresent(counted::add);
        return counted;
    }
}
