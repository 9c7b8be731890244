/// Classes that break every rule of [io.tidemark.architecture.ArchitectureRules], which shows that the rules can fail.
@NullMarked
package io.tidemark.architecture.wrong;

import org.jspecify.annotations.NullMarked;
