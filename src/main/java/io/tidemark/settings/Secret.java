package io.tidemark.settings;

/// A text that shows itself only to who asks for it by name.
///
/// @param revealed the text
public record Secret(String revealed) {

    @Override
    public String toString() {
        return "****";
    }
}
