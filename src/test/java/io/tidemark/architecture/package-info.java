/// What the code may look like: arrows between packages and the rules of the house, checked.
///
/// [ArchitectureRules] states the rules for a root package; [ArchitectureTest] holds the product to them, and shows that each one
/// fails on the classes below `wrong`, which break them on purpose. [HouseRulesTest] reads the sources.
@NullMarked
package io.tidemark.architecture;

import org.jspecify.annotations.NullMarked;
