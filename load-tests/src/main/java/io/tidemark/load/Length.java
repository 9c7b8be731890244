package io.tidemark.load;

/// How long and how large a scenario is: seconds to see that it works, minutes to see its figures, or as large as its claim says.
public enum Length {
    SMOKE, SHORT, FULL;

    /// The one of three values that belongs to this length.
    public <T> T of(T smoke, T brief, T full) {
        return switch (this) {
            case SMOKE -> smoke;
            case SHORT -> brief;
            case FULL -> full;
        };
    }
}
