/// What a join, a leave and a heartbeat cost, beside monitors that are written as one would at first.
@NullMarked
package io.tidemark.load.transitions;

import org.jspecify.annotations.NullMarked;
