package io.tidemark.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.log.EntryId;
import io.tidemark.shard.Appended;
import io.tidemark.shard.Appended.Reason;
import io.tidemark.shard.BatchAnswer;
import io.tidemark.shard.CommitAnswer;
import io.tidemark.shard.Confirmation;
import io.tidemark.shard.Held;
import io.tidemark.shard.Reached;
import io.tidemark.shard.Roll;
import io.tidemark.shard.Roll.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what scripts answer.
final class Answers {

    private Answers() {}

    static BatchAnswer append(List<Object> answer) {
        return switch (text(answer.getFirst())) {
            case "full" -> new BatchAnswer.Full();
            case "stale" -> new BatchAnswer.Stale((Long) answer.get(1));
            default -> {
                String text = text(answer.get(1));
                var id = text.isEmpty() ? null : EntryId.parse(text);
                var answers = new ArrayList<Appended>();
                for (int i = 2; i < answer.size(); i++)
                    appended((byte[]) answer.get(i), id, answers);
                yield new BatchAnswer.Judged(id, answers);
            }
        };
    }

    /// `l3`: three of them are logged.
    private static void appended(byte[] said, @Nullable EntryId id, List<Appended> answers) {
        var answer = appended(said, id);
        int times = said[0] == 'l' && said.length > 1 ? Integer.parseInt(new String(said, 1, said.length - 1, UTF_8)) : 1;
        for (int i = 0; i < times; i++)
            answers.add(answer);
    }

    private static Appended appended(byte[] said, @Nullable EntryId id) {
        String rest = said[0] == 'a' ? "" : new String(said, 1, said.length - 1, UTF_8);
        return switch (said[0]) {
            case 'l' -> new Appended.Logged(in(id));
            case 'o' -> new Appended.Opened(in(id), Long.parseLong(rest));
            case 's' -> new Appended.Skipped(Long.parseLong(rest));
            case 'r' -> new Appended.ResumeFrom(Long.parseLong(rest));
            case 'f' -> new Appended.Fenced();
            case 'u' -> new Appended.Unopened();
            case 'i' -> new Appended.OldIncarnation();
            case 'b' -> new Appended.Refused(Reason.BETWEEN_PARTS);
            case 'd' -> new Appended.Refused(Reason.BEHIND);
            case 'x' -> new Appended.Refused(Reason.OUT_OF_ORDER);
            case 'a' -> new Appended.Repeated(Arrays.copyOfRange(said, 1, said.length));
            case 'c' -> new Appended.Conflict();
            default -> throw new IllegalStateException("unknown answer " + (char) said[0]);
        };
    }

    private static EntryId in(@Nullable EntryId id) {
        if (id == null) throw new IllegalStateException("logged without an entry");
        return id;
    }

    static CommitAnswer commit(List<Object> answer) {
        return switch (text(answer.getFirst())) {
            case "ok" -> CommitAnswer.DONE;
            case "owner" -> CommitAnswer.NOT_OWNER;
            case "next" -> CommitAnswer.NOT_NEXT;
            default -> CommitAnswer.NOT_LOGGED;
        };
    }

    static Held held(List<Object> answer) {
        return new Held((Long) answer.getFirst() == 1, position(text(answer.get(1))), id(text(answer.get(2))));
    }

    static Confirmation confirmation(List<Object> answer, long ageMillis) {
        return new Confirmation((Long) answer.getFirst(), (Long) answer.get(1), id(text(answer.get(2))), ageMillis);
    }

    static Disk.Look look(List<Object> answer, RedisCheck check) {
        boolean rewrites = (Long) answer.get(6) == 1;
        return new Disk.Look(text(answer.get(3)), (Long) answer.get(4) == 1, (Long) answer.get(5) == 1,
                check.fsync().equals("no") || rewrites && check.pauses());
    }

    static Roll roll(List<Object> answer) {
        var members = new ArrayList<Member>();
        for (int i = 3; i < answer.size(); i += 2) {
            String[] parts = text(answer.get(i + 1)).split(" ", 3);
            members.add(new Member(text(answer.get(i)), Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
        }
        return new Roll((Long) answer.getFirst(), Integer.parseInt(text(answer.get(1))), text(answer.get(2)), members);
    }

    /// The entry of a stored position, which is followed by its chain and by who committed it.
    static EntryId position(String stored) {
        int space = stored.indexOf(' ');
        return id(space < 0 ? stored : stored.substring(0, space));
    }

    static Reached reached(byte @Nullable [] stored) {
        String[] parts = (stored == null ? "" : text(stored)).split(" ", -1);
        return new Reached(id(parts[0]), parts.length < 2 ? "" : parts[1]);
    }

    private static EntryId id(String text) {
        return text.isEmpty() ? EntryId.ZERO : EntryId.parse(text);
    }

    static String text(Object value) {
        return new String((byte[]) value, UTF_8);
    }
}
