package io.tidemark.presence;

import io.tidemark.log.EntryId;
import java.util.List;

/// What has changed in a [Shard] since its changes were last taken: to be kept, told and remembered in one atomic step.
///
/// @param position  the last entry that is in it
/// @param tables    what to write; the names are those of [Shard#TABLES]
/// @param facts     what history is to remember, each UTF-8 JSON with `kind` and `origin` (its identity: a repetition changes nothing)
/// @param standings accounts whose figures moved
/// @param scenes    accounts whose scene was renewed
/// @param notices   answers for those who spoke
/// @param trimTo    entries before this time (epoch milliseconds) are needed no more once this is kept
public record Changes(EntryId position, List<TableChange> tables, List<byte[]> facts, List<Standing> standings, List<Scene> scenes,
        List<Notice> notices, long trimTo) {}
