/// Plays what was recorded to a server: `replay FILE` (signals, one JSON object a line) and `import bbb FILE…` (BigBlueButton's
/// `events.xml`).
///
/// A source ([SignalLines], [BbbRecording]) reads its file as a stream and hands signal after signal to a [SignalSink]: a
/// [Player], which sends them through a producer in the recording's rhythm or faster, or a [SignalWriter], which writes them
/// down. Neither holds more than a few hundred signals, whatever the size of the file. As the player uses a numbered stream, a
/// replay is as exact as a live platform: a cut connection changes no figure.
@NullMarked
package io.tidemark.replay;

import org.jspecify.annotations.NullMarked;
