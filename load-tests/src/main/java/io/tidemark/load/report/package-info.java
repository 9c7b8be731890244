/// What a run leaves behind: claims, percentile files, a page.
@NullMarked
package io.tidemark.load.report;

import org.jspecify.annotations.NullMarked;
