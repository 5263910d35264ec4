package dev.sluice.testkit.websocket;

import dev.sluice.core.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A client's connection to a {@link WebSocketUpstream}: first its handshake, then frames. */
public final class UpstreamSocket extends WebSocketPeer {
    private final String target;
    private final Headers headers;
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    /** A connection whose handshake is still to be read. */
    UpstreamSocket(Socket socket) throws IOException {
        super(socket, socket.getInputStream(), socket.getOutputStream(), false);
        Handshake request = Handshake.read(stream());
        target = request.firstLine().split(" ", 3)[1];
        headers = request.headers();
    }

    /**
     * A connection whose handshake was read by somebody else.
     *
     * @param in what follows the handshake
     * @param out the way to the client
     */
    public UpstreamSocket(Socket socket, InputStream in, OutputStream out, String target, Headers headers)
            throws IOException {
        super(socket, in, out, false);
        this.target = target;
        this.headers = headers;
    }

    /** The raw path and query that was asked for. */
    public String target() {
        return target;
    }

    /** The headers of the handshake. */
    public Headers headers() {
        return headers;
    }

    /** Completes when the script of this connection has come to its end. */
    public CompletableFuture<Void> played() {
        return played.copy();
    }

    void ended() {
        played.complete(null);
    }

    /** Accepts the client, with these further header lines. */
    public UpstreamSocket accept(String... headerLines) throws IOException {
        return answer(
                "HTTP/1.1 101 Switching Protocols",
                headerLines,
                "Upgrade: websocket",
                "Connection: Upgrade",
                acceptLine());
    }

    /** The header line that proves to the client that its handshake was understood. */
    public String acceptLine() {
        String key = headers.first("Sec-WebSocket-Key").orElseThrow(() -> new AssertionError("No key in " + headers));
        return "Sec-WebSocket-Accept: " + Handshake.accept(key);
    }

    /** Refuses the client with a status line, such as {@code 401 Unauthorized}, and a body. */
    public void refuse(String status, String body, String... headerLines) throws IOException {
        answer("HTTP/1.1 " + status, headerLines, "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
        sendRaw(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with exactly this head. */
    public UpstreamSocket answer(String statusLine, String... headerLines) throws IOException {
        return answer(statusLine, headerLines, new String[0]);
    }

    private UpstreamSocket answer(String statusLine, String[] headerLines, String... more) throws IOException {
        StringBuilder head = new StringBuilder(statusLine).append("\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        for (String line : more) {
            head.append(line).append("\r\n");
        }
        sendRaw(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends back every frame, pings as pongs, until a close frame, which is sent back as well. */
    public void echo() throws IOException {
        WireFrame frame = read();
        while (frame.opcode() != WireFrame.CLOSE) {
            send(frame.opcode() == WireFrame.PING ? WireFrame.pong(frame.text()) : frame);
            frame = read();
        }
        send(frame);
    }
}
