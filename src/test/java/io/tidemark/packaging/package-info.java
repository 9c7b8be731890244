/// What is handed to a user: the one jar, looked at and started as a user would.
@NullMarked
package io.tidemark.packaging;

import org.jspecify.annotations.NullMarked;
