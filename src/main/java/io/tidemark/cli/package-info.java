/// The command line: what people type, and what they read back.
///
/// [CommandLineInterface] puts the commands together. Those that serve ([ServeCommand], [DemoCommand]) read the settings,
/// have a [Starter] open the program, greet, and wait for the [StopSignal]: SIGTERM, SIGINT, or, for the demo, the
/// end of its parent. How the program is put together is the starter's matter; nothing here knows it.
///
/// Exit codes: 0 done, 1 could not start or go on, 2 wrong words or settings; a signal gives 128 and its number.
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
