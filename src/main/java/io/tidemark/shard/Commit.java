package io.tidemark.shard;

import io.tidemark.log.EntryId;
import io.tidemark.presence.Changes;

/// What an owner wants to be seen: everything from `previous`, which must be what was committed last, up to `position`.
public record Commit(String token, EntryId previous, EntryId position, Changes changes) {}
