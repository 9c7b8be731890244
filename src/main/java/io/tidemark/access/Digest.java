package io.tidemark.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of a secret: all that is ever stored of it.
///
/// Secrets are 256 random bits, so there is nothing to guess that a slow hash would make dearer. Equality takes the same time
/// wherever two digests differ; a hash table of digests tells an attacker nothing either, for he cannot choose them.
final class Digest {
    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    static Digest of(String secret) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// A digest as it was stored.
    static Digest stored(byte[] bytes) {
        return new Digest(bytes.clone());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// The first 64 bits.
    long head() {
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++)
            head = head << 8 | bytes[i] & 0xff;
        return head;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(head());
    }

    @Override
    public String toString() {
        return "a digest";
    }
}
