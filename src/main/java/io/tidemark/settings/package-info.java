/// What an operator can set, as a tree of records that cannot be built wrong.
///
/// [Key] lists the keys. [SettingsLoader] gathers their texts (built-in default, then the YAML file, the
/// environment, the command's own choice, flags: the later wins) and remembers the [Origin] of each;
/// [Settings] is what they mean. Everything that is wrong is told at once, as one [Problem] a key: what it
/// is called, what it was (secrets masked), and what to do. A key with our prefix that nobody knows is a mistake,
/// not a decoration, and stops the start.
@NullMarked
package io.tidemark.settings;

import org.jspecify.annotations.NullMarked;
