/// A lifelike platform that never existed, for who wants to see the wallboard move before connecting a real one.
///
/// [Story] is its life: pure, on a clock of its own, and the same for the same seed. Scenes ([Meetings], [Calls], [Webinar],
/// [Channel], [Catalogue]) put acts on its agenda; people enter and leave [Gathering]s, drop out and come back, raise their
/// hands; screens and recorders are there too. An hour of the story takes two minutes, so that its hourly spikes can be watched.
/// [DemoPlatform] tells the story to a real server over the real protocol.
@NullMarked
package io.tidemark.demo;

import org.jspecify.annotations.NullMarked;
