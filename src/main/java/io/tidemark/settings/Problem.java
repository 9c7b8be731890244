package io.tidemark.settings;

/// One thing wrong with the settings.
///
/// @param where the key, as whoever set it wrote it
/// @param shown its value, masked where it is a secret
/// @param wrong what is wrong with it
/// @param remedy what to do
public record Problem(String where, String shown, String wrong, String remedy) {

    static Problem of(Value value, String wrong, String remedy) {
        String where = switch (value.origin()) {
            case Origin.Flag(var flag) -> flag;
            case Origin.SecretFile(var file, var named) -> named + " (" + file + ")";
            case Origin.ConfigurationFile(var file) -> value.key().entry() + " in " + file;
            case Origin.Environment _,Origin.Standard _,Origin.Command _ -> value.key().variable();
        };
        return new Problem(where, value.hinted(), wrong, remedy);
    }

    /// The whole of it in one line.
    public String told() {
        return where + (shown.isEmpty() ? "" : " = " + shown) + ": " + wrong + ". " + remedy;
    }
}
