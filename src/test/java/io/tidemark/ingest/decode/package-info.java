/// Tests of the decoder, without sockets.
@NullMarked
package io.tidemark.ingest.decode;

import org.jspecify.annotations.NullMarked;
