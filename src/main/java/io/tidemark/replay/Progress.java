package io.tidemark.replay;

import java.io.InputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/// Tells how far a replay has come: a bar that redraws itself on a terminal, a plain line every five seconds elsewhere.
final class Progress {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final long total;
    private long read;
    private long signals;
    private long shown;

    /// `total` bytes are to be read; negative: nobody knows how many.
    Progress(PrintWriter out, boolean terminal, long total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
        this.shown = System.nanoTime();
    }

    /// Counts what is read from a file.
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) read++;
                return b;
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                int n = super.read(to, from, length);
                if (n > 0) read += n;
                return n;
            }
        };
    }

    void signal() {
        signals++;
        show(false);
    }

    long signals() {
        return signals;
    }

    void show(boolean last) {
        long now = System.nanoTime();
        if (!last && now - shown < (terminal ? REDRAW_NANOS : LINE_NANOS)) return;
        shown = now;
        if (!terminal) {
            if (!last) out.println(text());
        } else {
            out.print("\r" + text() + " ");
            if (last) out.println();
        }
        out.flush();
    }

    private String text() {
        String counted = String.format(Locale.ROOT, "%,d signals", signals);
        if (total <= 0) return counted;
        int percent = (int) Math.min(100, read * 100 / total);
        if (!terminal) return percent + " %, " + counted;
        int filled = percent * WIDTH / 100;
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + percent + " %  " + counted;
    }
}
