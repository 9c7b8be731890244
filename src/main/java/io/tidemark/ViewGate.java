package io.tidemark;

import io.tidemark.access.Accounts;
import io.tidemark.access.BoardRing;
import io.tidemark.access.Grant;
import io.tidemark.access.KeyRing;
import io.tidemark.access.Right;
import io.tidemark.shard.Levels;
import io.tidemark.signal.Account;
import io.tidemark.wallboard.Gate;
import io.tidemark.wallboard.Gate.Verdict.Admitted;
import io.tidemark.wallboard.Gate.Verdict.Refused;
import io.tidemark.web.Problem;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// Decides who may look at what, by keys with the right to read and by wallboard links. An account that nobody has named is 404; that
/// it is somebody else's is never told.
record ViewGate(KeyRing keys, BoardRing boards, Accounts accounts, Levels levels, String defaultZone) implements Gate {
    @Override
    public Future<Verdict> judge(Claim claim) {
        if (claim.board() != null) return board(claim.board(), claim.account());
        if (claim.key() == null) return refused(Problem.noKey());
        return keys.authorise(claim.key()).compose(found -> found.map(grant -> key(grant, claim.account()))
                .orElseGet(() -> refused(Problem.unknownKey())));
    }

    private Future<Verdict> board(String token, @Nullable String account) {
        return boards.authorise(token).compose(found -> {
            if (found.isEmpty()) return refused(Problem.unknownBoard());
            String shown = found.get().account();
            if (account != null && !account.equals(shown))
                return refused(403, "forbidden", "this wallboard link is for another account");
            return zone(shown).map(zone -> new Admitted(shown, zone));
        });
    }

    private Future<Verdict> key(Grant grant, @Nullable String named) {
        String account = named != null ? named : grant.ownAccount();
        if (!grant.may(Right.READ)) return refused(403, "forbidden", "the key lacks the scope read");
        if (account == null) return refused(400, "missing_account", "account is missing, and the key is worth every account: name one");
        if (!Account.isPath(account)) return refused(400, "bad_account", "account must be 1 to 8 names joined by /");
        if (!grant.reaches(account)) return refused(403, "forbidden", "account must be " + grant.reach() + " or below it");
        return levels.read(account).compose(view -> view.standing() != null
                ? Future.<Verdict>succeededFuture(new Admitted(account, view.standing().zone()))
                : accounts.exists(account).compose(exists -> exists
                        ? zone(account).map(zone -> new Admitted(account, zone))
                        : refused(404, "not_found", "there is no account " + account + " yet: its first signal makes it")));
    }

    private Future<String> zone(String account) {
        return levels.read(account).compose(view -> view.standing() != null
                ? Future.succeededFuture(view.standing().zone())
                : accounts.zone(account).map(zone -> zone.orElse(defaultZone)));
    }

    private static Future<Verdict> refused(int status, String code, String detail) {
        return refused(Problem.of(status, code, detail));
    }

    private static Future<Verdict> refused(Problem problem) {
        return Future.succeededFuture(new Refused(problem));
    }
}
