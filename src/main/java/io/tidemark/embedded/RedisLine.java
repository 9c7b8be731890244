package io.tidemark.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// One plain connection to the embedded Redis, for the few words that a start and a stop need: no driver is loaded for it.
final class RedisLine implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 5_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RedisLine(Socket socket, DataInputStream in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    static RedisLine open(int port, Password password) throws IOException {
        var socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            var line = new RedisLine(socket, new DataInputStream(new BufferedInputStream(socket.getInputStream())),
                    socket.getOutputStream());
            line.ask("AUTH", password.text());
            return line;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Sends one command; an error reply is thrown as [Refused]. A simple reply is a list of one.
    List<String> ask(String... words) throws IOException {
        var request = new StringBuilder("*").append(words.length).append("\r\n");
        for (String word : words) {
            request.append('$').append(word.getBytes(UTF_8).length).append("\r\n").append(word).append("\r\n");
        }
        out.write(request.toString().getBytes(UTF_8));
        out.flush();
        var reply = new ArrayList<String>();
        read(reply);
        return reply;
    }

    private void read(List<String> reply) throws IOException {
        int kind = in.readUnsignedByte();
        String head = line();
        switch (kind) {
            case '-' -> throw new Refused(head);
            case '$' -> {
                int length = Integer.parseInt(head);
                if (length >= 0) {
                    reply.add(new String(in.readNBytes(length), UTF_8));
                    in.skipNBytes(2);
                }
            }
            case '*' -> {
                for (int i = Integer.parseInt(head); i > 0; i--) {
                    read(reply);
                }
            }
            default -> reply.add(head);
        }
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\r'; c = in.readUnsignedByte()) {
            text.append((char) c);
        }
        in.skipNBytes(1);
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// Redis answered with an error.
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(String reply) {
            super(reply);
        }
    }
}
