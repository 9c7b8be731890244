package io.tidemark.ingest.decode;

import io.tidemark.log.Numbered;
import java.util.List;

/// The good signals of a message with their places, the rejections of the bad ones, and whether `alive` was said among them.
public record Batch(List<Numbered> signals, List<Rejection> rejections, boolean alive) {

    public static final Batch EMPTY = new Batch(List.of(), List.of(), false);
}
