package io.tidemark.presence;

import io.tidemark.log.EntryId;
import io.tidemark.log.Packer;
import io.tidemark.log.Unpacker;
import io.tidemark.signal.About;
import io.tidemark.signal.Facts;
import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Id;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The binary forms in which the parts of a shard are kept; [Loading] reads them. Instants near each other are kept as differences.
final class Records {

    private static final SessionClass[] CLASSES = SessionClass.values();

    private Records() {}

    static byte[] name(Master master, String id) {
        return name(master, Id.of(id));
    }

    static byte[] name(Master master, Id id) {
        return new Packer(32).unsigned(master.number).id(id).take();
    }

    static byte[] name(long page) {
        return new Packer(10).unsigned(page).take();
    }

    static byte[] ends(List<Entry<Ends.Key, Ends.End>> page) {
        var out = new Packer(32 * page.size());
        for (var entry : page) {
            var key = entry.getKey();
            var end = entry.getValue();
            out.unsigned(key.master()).flag(key.isEvent()).id(key.id()).unsigned(end.known()).signed(end.known() - end.at());
        }
        return out.take();
    }

    static List<Entry<Ends.Key, Ends.End>> ends(long page, Unpacker in) {
        var ends = new ArrayList<Entry<Ends.Key, Ends.End>>();
        while (!in.isAtEnd()) {
            var key = new Ends.Key(in.count(), in.flag(), in.id());
            long known = in.unsigned();
            ends.add(Map.entry(key, new Ends.End(known - in.signed(), known, page)));
        }
        return ends;
    }

    static byte[] clock(Live live, EntryId position) {
        var out = new Packer().unsigned(position.millis()).unsigned(position.number()).unsigned(live.lastMaster).unsigned(live.lastAccount)
                .unsigned(live.lastOccurrence).unsigned(live.traits.lastNumber);
        live.silences.write(out);
        return out.take();
    }

    static byte[] session(Session session) {
        long[] former = session.formerOwners == null ? new long[0] : session.formerOwners;
        var out = new Packer().unsigned(session.account.number).unsigned(session.occurrence.number).unsigned(session.traits.number)
                .fixed(session.holder.id).signed(session.start).unsigned(session.stretchStart - session.start).unsigned(session.stretch)
                .signed(session.at - session.start).signed(session.sign - session.start).unsigned(session.timeout)
                .unsigned(session.role.ordinal()).flag(session.counted).unsigned(session.seenInRound).maybe(session.user)
                .unsigned(former.length);
        for (long owner : former)
            out.fixed(owner);
        return out.take();
    }

    static byte[] occurrence(Occurrence occurrence) {
        var out = new Packer().unsigned(occurrence.number).unsigned(occurrence.kind.ordinal()).unsigned(occurrence.account.number)
                .signed(occurrence.start).signed(occurrence.lastEnd).unsigned(occurrence.emptySince);
        About about = occurrence.about;
        return out.maybe(about.title()).maybe(about.template()).maybe(about.owner()).take();
    }

    static byte[] stream(Stream stream) {
        Hold hold = stream.hold;
        return new Packer().text(stream.incarnation).fixed(stream.origin.node()).fixed(stream.origin.connection()).unsigned(stream.openedAt)
                .unsigned(stream.timeout)
                .unsigned(stream.sign).unsigned(stream.alive).flag(stream.lapsed).unsigned(stream.lapsedAt).unsigned(stream.nextPart)
                .unsigned(stream.round)
                .unsigned(stream.signBeforeSnapshot).flag(hold.catchingUp).flag(hold.snapshot).unsigned(hold.since).unsigned(hold.lastFrame)
                .unsigned(hold.bannedUntil).take();
    }

    static byte[] account(AccountNode account) {
        var out = new Packer().text(account.path).text(account.zone.name()).maybe(account.nextZone).flag(account.signalled)
                .unsigned(account.revision);
        int counted = 0;
        for (SessionClass type : account.master.counted)
            counted |= 1 << type.ordinal();
        return out.unsigned(counted).take();
    }

    static Set<SessionClass> counted(int bits) {
        var counted = EnumSet.noneOf(SessionClass.class);
        for (SessionClass type : CLASSES)
            if ((bits & 1 << type.ordinal()) != 0) counted.add(type);
        return counted;
    }

    static byte[] minute(Live live, AccountNode account) {
        boolean isActive = live.minutes.contains(account);
        var out = new Packer().unsigned(account.held).flag(account.marksRose).flag(account.carryPending);
        if (account.carryPending) out.unsigned(live.days.midnight());
        out.flag(isActive);
        if (isActive) account.minute.write(out);
        return out.take();
    }

    static byte[] facts(Facts facts) {
        var out = new Packer().unsigned(facts.type() == null ? 0 : facts.type().ordinal() + 1L).maybe(facts.device()).maybe(facts.client())
                .maybe(facts.platform()).maybe(facts.os()).maybe(facts.browser()).maybe(facts.hardware()).maybe(facts.country())
                .maybe(facts.content()).maybe(facts.contentTitle()).maybe(facts.offer()).flag(facts.duration() != null);
        if (facts.duration() != null) out.number(facts.duration());
        return out.take();
    }

    static Facts facts(Unpacker in) {
        int type = in.count();
        @Nullable
        String device = in.maybe();
        @Nullable
        String client = in.maybe();
        @Nullable
        String platform = in.maybe();
        @Nullable
        String os = in.maybe();
        @Nullable
        String browser = in.maybe();
        @Nullable
        String hardware = in.maybe();
        @Nullable
        String country = in.maybe();
        @Nullable
        String content = in.maybe();
        @Nullable
        String contentTitle = in.maybe();
        @Nullable
        String offer = in.maybe();
        @Nullable
        Double duration = in.flag() ? in.number() : null;
        return new Facts(type == 0 ? null : CLASSES[type - 1], device, client, platform, os, browser, hardware, country, content,
                contentTitle, duration,
                offer);
    }
}
