/// From bytes to signals: the whole grammar of what producers send, and every answer to what is not in it.
///
/// [MessageDecoder] reads one message in one pass of Jackson's streaming parser and makes a [Message] of it: an opening
/// (`hello`), a numbered [Message.Frame], a part of a [Message.Snapshot], plain signals, or the [Rejection] of the whole. Each object's known fields
/// land in the slots of [Fields], reused from signal to signal; [Checks] asks them for values of the right form; [SignalReader] and
/// [NoteReader] make signals of them. A bad signal becomes a [Rejection] beside its good neighbours; [RejectionCode] is the
/// catalogue of reasons that the published contract lists.
///
/// Choices where JSON leaves room: a `null` is a field not given; a known field that is given twice is refused (two readers
/// must never disagree about who left), an unknown one is ignored; an empty text is a text not given; a number may be written
/// in any JSON form; a lone surrogate is never text. No I/O and no clock here. A decoder belongs to one thread.
@NullMarked
package io.tidemark.ingest.decode;

import org.jspecify.annotations.NullMarked;
