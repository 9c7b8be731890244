package io.tidemark.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/// One inline command to a Redis and its reply: what a fixture needs before there is a client, and no more.
final class RedisLine {

    private RedisLine() {}

    /// The reply's text: a status, a number, the content of a bulk string, or the elements of an array, a line each. An error reply is
    /// thrown.
    static String send(URI redis, String command) {
        try {
            return ask(redis, command);
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    static String ask(URI redis, String command) throws IOException {
        try (var socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return reply(in);
        }
    }

    private static String reply(BufferedReader in) throws IOException {
        var line = in.readLine();
        if (line == null) throw new IOException("connection closed");
        return switch (line.charAt(0)) {
            case '-' -> throw new IOException(line);
            case '$' -> bulk(in, Integer.parseInt(line.substring(1)));
            case '*' -> array(in, Integer.parseInt(line.substring(1)));
            default -> line.substring(1);
        };
    }

    private static String array(BufferedReader in, int length) throws IOException {
        var elements = new StringJoiner("\n");
        for (var i = 0; i < length; i++) elements.add(reply(in));
        return elements.toString();
    }

    private static String bulk(BufferedReader in, int length) throws IOException {
        var text = new char[Math.max(0, length)];
        var read = 0;
        while (read < text.length) {
            var n = in.read(text, read, text.length - read);
            if (n < 0) throw new IOException("reply cut short");
            read += n;
        }
        if (length >= 0) in.readLine();
        return new String(text);
    }
}
