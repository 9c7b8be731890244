package io.tidemark.shard;

import io.tidemark.log.EntryCodec;

/// A parcel with its item as it will stand in the log. It is written once, when the parcel is handed over: what it was read from is mostly
/// still in the processor's caches, and no more when the call is made, a beat later.
public record Packed(Parcel parcel, byte[] item) {

    public static Packed of(Parcel parcel) {
        return new Packed(parcel, EntryCodec.encode(parcel.item()));
    }
}
