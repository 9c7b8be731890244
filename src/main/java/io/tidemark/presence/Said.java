package io.tidemark.presence;

import io.tidemark.log.Item;
import io.tidemark.log.Origin;
import io.tidemark.log.Scope;
import io.tidemark.signal.Account;
import io.tidemark.signal.Signal;
import org.jspecify.annotations.Nullable;

/// Who says something, and with what right: the context of the signals of one item.
///
/// @param stream   the stream it came through, `null` outside streams
/// @param sequence the frame's number, 0 outside frames
/// @param item     the message
record Said(Origin origin, @Nullable Stream stream, Scope scope, long sequence, Item item) {

    boolean isSnapshot() {
        return item instanceof Item.SnapshotPart;
    }

    /// What identifies the message among all others, for facts that are made of its signals.
    String identity() {
        if (stream != null) return stream.id.text() + '|' + stream.incarnation + '|' + sequence;
        long number = item instanceof Item.Plain plain ? plain.number() : 0;
        return Long.toHexString(origin.node()) + '|' + Long.toHexString(origin.connection()) + '|' + number;
    }

    boolean inStream() {
        return stream != null;
    }

    /// Whose sessions these signals speak of.
    Holder holder(Live live) {
        return stream != null ? stream.holder : live.holder(origin);
    }

    /// The fingerprint of that holder.
    long holderId() {
        return stream != null ? stream.holder.id : Holder.idOf(origin);
    }

    /// The account that a signal is about.
    String account(Signal signal) {
        String account = signal.account() != null ? signal.account() : scope.defaultAccount();
        if (account == null) throw new IllegalArgumentException("a signal that names no account where none is the default");
        return account;
    }

    boolean reaches(AccountNode account) {
        return scope.reaches(account.path);
    }

    Notice rejection(Signal signal, int index, Reason reason, String message, @Nullable String session) {
        return new Notice.Rejected(origin, Account.master(account(signal)), sequence, index, reason.code(), message, session);
    }
}
