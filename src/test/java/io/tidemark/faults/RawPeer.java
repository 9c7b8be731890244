package io.tidemark.faults;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A peer that writes what it likes, byte by byte.
final class RawPeer implements AutoCloseable {
    static final String INGEST = "/v1/ingest";
    private static final int PATIENCE_MILLIS = 90_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    private RawPeer(int port) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static RawPeer connect(int port) {
        try {
            return new RawPeer(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Upgraded, with a good key.
    static RawPeer upgraded(int port, String path, String protocol) {
        var peer = connect(port);
        String head = peer.handshake(path, "Sec-WebSocket-Protocol: " + protocol, "Authorization: Bearer " + Installation.KEY,
                "Sec-WebSocket-Extensions: permessage-deflate");
        if (!head.startsWith("HTTP/1.1 101") || head.toLowerCase(Locale.ROOT).contains("deflate")) throw new AssertionError(head);
        return peer;
    }

    static RawPeer upgraded(int port) {
        return upgraded(port, INGEST, "tidemark.v1.json");
    }

    /// Asks for an upgrade with these lines; gives the head of the answer.
    String handshake(String path, String... lines) {
        write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + String.join("\r\n", lines) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        try {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readByte());
            int length = head.indexOf("content-length: ");
            if (length >= 0) in.skipNBytes(Long.parseLong(head.substring(length + 16, head.indexOf("\r", length))));
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawPeer write(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A masked frame whose first byte (final bit, reserved bits, opcode) is given.
    RawPeer frame(int first, byte[] payload) {
        var frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        if (payload.length < 126) frame.put((byte) (0x80 | payload.length));
        else if (payload.length < 65_536) frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        else
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        frame.putInt(0).put(payload);
        return write(Arrays.copyOf(frame.array(), frame.position()));
    }

    /// The code of the close frame that comes, others passed over; −1 when the connection ends without one. Waits for it.
    int closeCode() {
        try {
            for (int first = in.read(); first >= 0; first = in.read()) {
                int length = in.readUnsignedByte();
                if (length == 126) length = in.readUnsignedShort();
                byte[] payload = in.readNBytes(length);
                if ((first & 15) == 8) return ByteBuffer.wrap(payload).getShort();
            }
            return -1;
        } catch (SocketException reset) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for the end of the connection.
    void awaitEnd() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
