package io.tidemark.producer;

/// What a [Producer] has done so far, over all its streams: `signals` taken and `waiting` to be put into a frame, `frames`
/// formed, `acked` and `durable` frames among them (as far as ever reported), `resumes` that the server asked for, `snapshots`
/// sent, `rejected` signals, and how often a socket was `connected`.
public record Counters(long signals, long waiting, long frames, long acked, long durable, long resumes, long snapshots, long rejected,
        long connected) {}
