/// What those who run Tidemark look at: health and metrics, on a port of their own.
///
/// [Operations] is the server: `/health/live`, `/health/ready`, `/metrics` (this node) and `/metrics/cluster` (figures that are the
/// same on every node). [Health] asks [Check]s that the program gives it; each answers with a [Finding]. [Meters] holds the two
/// registries and joins Vert.x' and the JVM's own figures to the first. [ClusterFigures] reads one immutable set of figures,
/// renewed every few seconds: a scrape asks nobody. Imports no other feature.
@NullMarked
package io.tidemark.ops;

import org.jspecify.annotations.NullMarked;
