/// Everything at once, for as long as one likes, with faults thrown in at random: what is shown in every quiet moment must be the truth.
@NullMarked
package io.tidemark.load.soak;

import org.jspecify.annotations.NullMarked;
