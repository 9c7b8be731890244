/// What is live, shown to people: the socket `/v1/live`, the snapshot `GET /v1/levels`, the last hour's curve, and the pages.
///
/// A [Picture] is what one account shows at one moment. [Wallboard] keeps one for each account that somebody watches, fed by a
/// [LevelSource]; a [Pace] sends what has changed in it to all viewers who asked for the same rate, encoded once ([Frames]).
/// Nothing queues for a slow [Viewer]: it is skipped, and given the whole picture when it reads again. Who may look is asked of
/// [Gate]. [LiveSocket] and [LevelsRoute] are the edges; [Pages] serves the wallboard page itself and the documentation.
///
/// Everything of [Wallboard], [Watched], [Pace] and [Viewer] is confined to one event loop of the node. Imports no other feature:
/// what it needs of them stands here as an interface and is wired by the program.
@NullMarked
package io.tidemark.wallboard;

import org.jspecify.annotations.NullMarked;
