/// The program: [Tidemark] is what `java -jar` runs.
@NullMarked
package io.tidemark;

import org.jspecify.annotations.NullMarked;
