package io.tidemark.presence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.presence.oracle.Figures.Day;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What history is told of minutes that are over and days that have ended: a line for each, by what it is about.
final class Told {
    private static final long MINUTE = 60_000;

    private final Map<String, String> lines = new TreeMap<>();

    /// A cell's level moved; what moved during a hold is told as held and not compared further.
    record Move(String account, int cell, long at, int before, int after, boolean held) {
        long minute() {
            return at - Math.floorMod(at, MINUTE);
        }
    }

    Map<String, String> lines() {
        return lines;
    }

    void mark(String account, long day, Day marks) {
        var cells = new ArrayList<List<Long>>();
        for (int cell = 0; cell < Figures.CELLS; cell++)
            if (marks.peak[cell] > 0 || marks.atLeast[cell])
                cells.add(List.of((long) cell, (long) marks.peak[cell], marks.at[cell], marks.atLeast[cell] ? 1L : 0L));
        if (!cells.isEmpty()) lines.put("mark " + account + ' ' + day, cells.toString());
    }

    /// The minutes of these moves that are over at `now`.
    void minutes(List<Move> moves, long now) {
        var minutes = new TreeMap<String, Map<Integer, List<Move>>>();
        for (Move move : moves)
            if (move.minute() + MINUTE <= now)
                minutes.computeIfAbsent("minute " + move.account + ' ' + move.minute(), _ -> new TreeMap<>())
                        .computeIfAbsent(move.cell, _ -> new ArrayList<>()).add(move);
        minutes.forEach((name, cells) -> lines.put(name, cells.values().stream().map(Told::minute).toList().toString()));
    }

    /// One cell in one minute: a level that was left at the minute's very first instant does not belong to it.
    private static List<Long> minute(List<Move> moves) {
        long cell = moves.getFirst().cell;
        if (moves.stream().anyMatch(Move::held)) return List.of(cell, 1L);
        long start = moves.getFirst().minute();
        long open = moves.stream().filter(move -> move.at == start).mapToLong(Move::after).reduce(moves.getFirst().before,
                (_, last) -> last);
        long min = moves.stream().filter(move -> move.at > start).mapToLong(Move::after).reduce(open, Math::min);
        long max = moves.stream().filter(move -> move.after > move.before).mapToLong(Move::after).reduce(open, Math::max);
        long area = 0;
        long since = start;
        for (Move move : moves) {
            area += move.before * (move.at - since);
            since = move.at;
        }
        long close = moves.getLast().after;
        return List.of(cell, open, min, max, close, area + close * (start + MINUTE - since), 0L);
    }

    /// Reads a fact of the shard, if it is a minute or the mark of a day that has ended (before `today`).
    void fact(JsonNode fact, long today) {
        String kind = fact.path("kind").asText();
        String account = fact.path("account").asText();
        if (kind.equals("mark") && fact.path("day").asLong() < today)
            lines.put("mark " + account + ' ' + fact.path("day").asLong(), cells(fact, 3));
        if (kind.equals("minute")) lines.put("minute " + account + ' ' + fact.path("at").asLong(), cells(fact, 6));
    }

    private static String cells(JsonNode fact, int held) {
        var cells = new ArrayList<List<Long>>();
        for (JsonNode cell : fact.path("cells")) {
            var figures = new ArrayList<Long>();
            cell.forEach(figure -> figures.add(figure.asLong()));
            cells.add(held == 6 && figures.get(held) == 1 ? List.of(figures.getFirst(), 1L) : figures);
        }
        return cells.toString();
    }
}
