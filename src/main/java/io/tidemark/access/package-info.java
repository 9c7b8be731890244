/// Who may do what: accounts, keys, wallboard links, and the settings of accounts. Their truth is PostgreSQL.
///
/// A request or socket brings a secret; [KeyRing] (for keys) or [BoardRing] (for links) says what it is worth: a [Grant] or a
/// [Board]. Both keep everything in the memory of the node, look for changes every two seconds, tell their listeners what was
/// revoked, and go on without PostgreSQL for an hour. [AccessRoutes] is the HTTP interface of administration. [Accounts] brings
/// accounts into being and keeps their names, zones and settings; [SettingsStore] is what the owner of a shard asks for newer ones.
///
/// What other features contribute comes through [Figures] (levels beside accounts) and [SettingsLog] (settings into the log), given
/// to the constructor. This package imports `signal`, `log`, `web` and the client of PostgreSQL.
@NullMarked
package io.tidemark.access;

import org.jspecify.annotations.NullMarked;
