package io.tidemark.ingest;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A peer that writes what it likes: single bytes, frames that are none, half a header.
final class RawSocket implements AutoCloseable {

    static final int TEXT = 1;
    static final int CONTINUATION = 0;
    static final int PING = 9;
    static final int CLOSE = 8;

    final Socket socket = new Socket();
    private final OutputStream out;
    private final DataInputStream in;

    private RawSocket(IngestServer server, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0)
            socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        socket.setSoTimeout(20_000);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
    }

    static RawSocket connect(IngestServer server) throws IOException {
        return new RawSocket(server, 0);
    }

    /// Upgraded, with the key of `acme`.
    static RawSocket upgraded(IngestServer server) throws IOException {
        return upgraded(server, 0);
    }

    static RawSocket upgraded(IngestServer server, int receiveBuffer) throws IOException {
        var raw = new RawSocket(server, receiveBuffer);
        String head = raw.handshake("Sec-WebSocket-Protocol: tidemark.v1.json", "Authorization: Bearer acme-key");
        if (!head.startsWith("HTTP/1.1 101"))
            throw new AssertionError(head);
        return raw;
    }

    /// Sends an upgrade with these lines in it, and gives the head of the answer.
    String handshake(String... lines) throws IOException {
        write("GET /v1/ingest HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + String.join("\r\n", lines)
                + (lines.length > 0 ? "\r\n\r\n" : "\r\n"));
        return head();
    }

    /// The head of an HTTP answer.
    String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0)
                return head.toString();
            head.append((char) next);
        }
        return head.toString();
    }

    RawSocket write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    RawSocket write(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    RawSocket text(String text) throws IOException {
        return frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A masked frame whose first byte (final bit, reserved bits, opcode) is given.
    RawSocket frame(int first, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        if (payload.length < 126)
            frame.put((byte) (0x80 | payload.length));
        else if (payload.length < 65_536)
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        else
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        frame.putInt(0).put(payload);
        out.write(frame.array(), 0, frame.position());
        out.flush();
        return this;
    }

    /// The code of the close frame that comes, other frames passed over; −1 when the connection ends without one.
    int closeCode() throws IOException {
        try {
            for (int first = in.read(); first >= 0; first = in.read()) {
                int length = in.readUnsignedByte();
                if (length == 126)
                    length = in.readUnsignedShort();
                else if (length == 127)
                    length = (int) in.readLong();
                byte[] payload = in.readNBytes(length);
                if ((first & 15) == CLOSE)
                    return length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
            }
            return -1;
        } catch (SocketException reset) {
            return -1;
        }
    }

    /// Whether the server has ended the connection; waits for it.
    boolean isEnded() throws IOException {
        try {
            while (in.read() >= 0)
                continue;
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    /// The connection is gone without a word: reset.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
