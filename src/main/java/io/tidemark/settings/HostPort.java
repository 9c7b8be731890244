package io.tidemark.settings;

import java.util.regex.Pattern;

/// One address of a server.
///
/// @param host name, IPv4 address, or IPv6 address in brackets
public record HostPort(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:(?<port>\\d{1,5}))?");
    private static final int HIGHEST = 65_535;

    static HostPort parse(String text, int otherwise) {
        var form = FORM.matcher(text);
        if (!form.matches()) throw new IllegalArgumentException("a server is named as host or host:port");
        String port = form.group("port");
        int number = port == null ? otherwise : Integer.parseInt(port);
        if (number < 1 || number > HIGHEST) throw new IllegalArgumentException("the port " + number + " is not between 1 and " + HIGHEST);
        return new HostPort(form.group("host"), number);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
