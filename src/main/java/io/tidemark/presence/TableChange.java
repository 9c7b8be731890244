package io.tidemark.presence;

import java.util.List;

/// What has changed in one of the tables that a [Shard] is made of: fields set and fields removed.
public record TableChange(String table, List<Field> set, List<byte[]> removed) {

    /// A field and its value.
    public record Field(byte[] name, byte[] value) {}
}
