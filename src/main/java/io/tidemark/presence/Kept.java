package io.tidemark.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.log.EntryId;
import io.tidemark.log.Packer;
import io.tidemark.presence.TableChange.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects what has changed in a shard, in the binary forms of [Records], once for each thing however often it changed.
final class Kept {

    private final Live live;
    private final Map<String, TableChange> tables = new LinkedHashMap<>();

    Kept(Live live) {
        this.live = live;
    }

    Changes changes(EntryId position, List<Scene> scenes) {
        long trimTo = Math.max(0, position.millis() - Keeping.LOG) / 1000 * 1000;
        live.keeping.keepBefore(trimTo);
        sessions();
        events();
        streams();
        masters();
        traits();
        accounts();
        List<Standing> standings = figures();
        ends();
        for (Scene scene : scenes)
            set("views", scene.account().getBytes(UTF_8), scene.encode());
        set("state", "clock".getBytes(UTF_8), Records.clock(live, position));
        var changes = new Changes(position, List.copyOf(tables.values()), live.facts.take(), standings, scenes, List.copyOf(live.notices),
                trimTo);
        tables.clear();
        live.notices.clear();
        return changes;
    }

    private void sessions() {
        for (Session session : live.dirtySessions) {
            session.dirty = false;
            Session present = live.sessions.get(session.master(), session.key());
            byte[] name = Records.name(session.master(), session.key());
            if (present == null) {
                remove("sessions", name);
            } else if (present == session) {
                if (session.untold) live.facts.stretch(session, 0, null);
                session.untold = false;
                session.keptSign = session.sign;
                set("sessions", name, Records.session(session));
            }
        }
        live.dirtySessions.clear();
    }

    private void events() {
        for (Occurrence occurrence : live.dirtyEvents) {
            occurrence.dirty = false;
            Master master = occurrence.account.master;
            Occurrence present = master.events.get(occurrence.event);
            byte[] name = Records.name(master, occurrence.event);
            if (present == null) {
                remove("events", name);
            } else if (present == occurrence) {
                if (occurrence.untold) live.facts.event(occurrence, null);
                occurrence.untold = false;
                set("events", name, Records.occurrence(occurrence));
            }
        }
        live.dirtyEvents.clear();
    }

    private void streams() {
        for (Stream stream : live.dirtyStreams) {
            byte[] name = stream.id.text().getBytes(UTF_8);
            if (stream.master.streams.get(stream.id) == stream) {
                stream.keptSign = stream.sign;
                stream.keptAlive = stream.alive;
                set("sources", name, Records.stream(stream));
            } else if (!stream.master.streams.containsKey(stream.id)) {
                remove("sources", name);
            }
        }
        live.dirtyStreams.clear();
    }

    private void masters() {
        for (Master master : live.dirtyMasters)
            set("state", ("master|" + master.name).getBytes(UTF_8), new Packer().unsigned(master.number).unsigned(master.heldSince).take());
        live.dirtyMasters.clear();
    }

    private void traits() {
        for (int number : live.traits.dirty) {
            Traits traits = live.traits.numbered(number);
            byte[] name = new Packer().unsigned(number).take();
            if (traits == null) {
                remove("traits", name);
            } else {
                set("traits", name, Records.facts(traits.facts));
            }
        }
        live.traits.dirty.clear();
    }

    private void accounts() {
        for (AccountNode account : live.dirtyAccounts)
            set("accounts", new Packer().unsigned(account.number).take(), Records.account(account));
        live.dirtyAccounts.clear();
    }

    private List<Standing> figures() {
        var standings = new ArrayList<Standing>(live.dirtyFigures.size());
        for (AccountNode account : live.dirtyFigures) {
            Standing standing = account.standing();
            standings.add(standing);
            set("levels", account.path.getBytes(UTF_8), standing.encode());
            set("minutes", new Packer().unsigned(account.number).take(), Records.minute(live, account));
        }
        live.dirtyFigures.clear();
        return standings;
    }

    private void ends() {
        for (long page : live.ends.takeForgotten())
            remove("ends", Records.name(page));
        var page = live.ends.takePage();
        if (page != null) set("ends", Records.name(page.getKey()), Records.ends(page.getValue()));
    }

    private void set(String table, byte[] name, byte[] value) {
        table(table).set().add(new Field(name, value));
    }

    private void remove(String table, byte[] name) {
        table(table).removed().add(name);
    }

    private TableChange table(String table) {
        return tables.computeIfAbsent(table, name -> new TableChange(name, new ArrayList<>(), new ArrayList<>()));
    }
}
