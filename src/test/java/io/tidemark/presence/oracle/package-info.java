/// The oracle of the counting core: a second, slow and plain statement of its rules, and the machinery that holds the two together.
///
/// [Reference] applies the same entries as `Shard` over lists of sessions and recomputes every level from them after every step.
/// It shares no code with what it judges. [Histories] makes seeded random histories, [Comparison] applies one to both and names
/// the first difference, [Shrinking] reduces a history that fails. [Mutation] breaks the reference on purpose, one rule at a
/// time, so that the tests can show that each breach is found.
@NullMarked
package io.tidemark.presence.oracle;

import org.jspecify.annotations.NullMarked;
