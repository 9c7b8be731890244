package io.tidemark.log;

import io.tidemark.signal.SessionClass;
import io.tidemark.signal.Signal.Heartbeat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thing in an entry. What a stream's socket brought has passed the check of its fence, and frames the check of their sequence,
/// before it stood in the log.
public sealed interface Item {

    /// An item that came through a stream's socket, or is said of the stream.
    sealed interface Streamed extends Item {

        StreamId stream();

        /// The node's run and connection that it came through.
        Origin origin();
    }

    /// A producer opened a stream (`hello`): `incarnation` is its process, `timeout` the seconds of silence that it is allowed.
    record Opened(StreamId stream, String incarnation, Origin origin, int timeout) implements Streamed {}

    /// A numbered frame of a stream, the next in its sequence.
    record Frame(StreamId stream, Origin origin, long sequence, Scope scope, List<Numbered> signals) implements Streamed {
        public Frame {
            signals = List.copyOf(signals);
        }
    }

    /// A part (from 1) of a snapshot that contains everything up to frame `sequence`; its signals are joins.
    record SnapshotPart(StreamId stream, Origin origin, long sequence, int part, boolean last, Scope scope,
            List<Numbered> joins) implements Streamed {
        public SnapshotPart {
            joins = List.copyOf(joins);
        }
    }

    /// A frame came that was not the next one: the stream has been told to resume.
    record Gap(StreamId stream, Origin origin) implements Streamed {}

    /// Signs of life through a stream's socket outside frames; `alive` is said for all sessions of the stream.
    record Beat(StreamId stream, Origin origin, Scope scope, boolean alive, List<Heartbeat> heartbeats) implements Streamed {
        public Beat {
            heartbeats = List.copyOf(heartbeats);
        }
    }

    /// A message outside streams. `number` is the origin's own count of its messages (part of the identity of what it reports);
    /// `alive`: all sessions of the origin live. It is a sign of life of all streams that the origin has opened.
    record Plain(Origin origin, long number, Scope scope, boolean alive, List<Numbered> signals) implements Item {
        public Plain {
            signals = List.copyOf(signals);
        }
    }

    /// A second has passed.
    record Tick() implements Item {}

    /// What is set for an account; a `null` leaves things as they are. `counted` (masters only) are the classes that count in the
    /// whole tree. `revision` rises with every change; an older one changes nothing.
    record Settings(String account, long revision, @Nullable String zone, @Nullable Set<SessionClass> counted) implements Item {}

    /// Peaks of a local day (epoch day) that were known before Redis lost them: marks are raised to them. `cells` are indices of
    /// section × 4 + metric; `peaks` and `instants` stand beside them.
    record KnownPeaks(String account, long day, int[] cells, int[] peaks, long[] instants) implements Item {}
}
