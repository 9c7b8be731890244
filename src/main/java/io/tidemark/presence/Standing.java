package io.tidemark.presence;

import io.tidemark.log.Packer;
import io.tidemark.log.Unpacker;

/// The figures of one account at one moment: what is live, and today's and yesterday's peaks.
///
/// Arrays have one element a [Cell]. `peakAt` is the instant (epoch milliseconds) at which the peak was first reached, 0 where the
/// peak is 0. A bit of `atLeast` (1 << cell) says that the peak is a lower bound, not exact. `day` is the account's local day as an
/// epoch day; figures of `yesterday` are those of the local day before it, all 0 when nothing was known of it.
public record Standing(String account, String zone, long day, int[] now, int[] peak, long[] peakAt, long atLeast, int[] yesterdayPeak,
        long[] yesterdayPeakAt, long yesterdayAtLeast) {

    private static final int VERSION = 1;

    /// Binary form, read by [#decode].
    public byte[] encode() {
        var packer = new Packer().unsigned(VERSION).text(account).text(zone).signed(day);
        for (int level : now)
            packer.unsigned(level);
        peaks(packer, peak, peakAt, atLeast);
        peaks(packer, yesterdayPeak, yesterdayPeakAt, yesterdayAtLeast);
        return packer.take();
    }

    /// Reads what [#encode] wrote; an [IllegalArgumentException] for anything else.
    public static Standing decode(byte[] bytes) {
        var in = new Unpacker(bytes);
        if (in.unsigned() != VERSION)
            throw new IllegalArgumentException("unknown version of a standing");
        String account = in.text();
        String zone = in.text();
        long day = in.signed();
        int[] now = new int[Cell.COUNT];
        for (int i = 0; i < now.length; i++)
            now[i] = in.count();
        int[] peak = new int[Cell.COUNT];
        long[] peakAt = new long[Cell.COUNT];
        long atLeast = peaks(in, peak, peakAt);
        int[] yesterday = new int[Cell.COUNT];
        long[] yesterdayAt = new long[Cell.COUNT];
        return new Standing(account, zone, day, now, peak, peakAt, atLeast, yesterday, yesterdayAt, peaks(in, yesterday, yesterdayAt));
    }

    private static void peaks(Packer packer, int[] peak, long[] at, long atLeast) {
        packer.unsigned(atLeast);
        for (int i = 0; i < peak.length; i++) {
            packer.unsigned(peak[i]);
            if (peak[i] > 0)
                packer.unsigned(at[i]);
        }
    }

    private static long peaks(Unpacker in, int[] peak, long[] at) {
        long atLeast = in.unsigned();
        for (int i = 0; i < peak.length; i++) {
            peak[i] = in.count();
            if (peak[i] > 0)
                at[i] = in.unsigned();
        }
        return atLeast;
    }

    public int now(Section section, Metric metric) {
        return now[Cell.of(section, metric)];
    }

    public int peak(Section section, Metric metric) {
        return peak[Cell.of(section, metric)];
    }
}
