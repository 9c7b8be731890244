package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.tidemark.presence.Changes;

/// What an owner wants to be seen: everything from `previous`, which must be what was committed last, up to `position`; each with
/// the chain's value there ([Stored]).
public record Commit(String token, EntryId previous, String previousChain, EntryId position, String chain, Changes changes) {}
