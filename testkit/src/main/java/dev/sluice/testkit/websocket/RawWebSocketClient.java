package dev.sluice.testkit.websocket;

import dev.sluice.core.http.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A client that asks a server on loopback for a WebSocket, and gets one or an answer of HTTP. */
public final class RawWebSocketClient extends WebSocketPeer {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final int status;
    private final Headers headers;
    private final String body;

    private RawWebSocketClient(Socket socket, String target, String... headerLines) throws IOException {
        super(socket, socket.getInputStream(), socket.getOutputStream(), true);
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Key: " + key + "\r\n"
                + "Sec-WebSocket-Version: 13\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        sendRaw(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        Handshake answer = Handshake.read(stream());
        status = Integer.parseInt(answer.firstLine().split(" ", 3)[1]);
        headers = answer.headers();
        body = isOpen()
                ? ""
                : new String(
                        stream()
                                .bytes(Integer.parseInt(
                                        headers.first("Content-Length").orElse("0"))),
                        StandardCharsets.UTF_8);
        if (isOpen() && !headers.all("Sec-WebSocket-Accept").equals(List.of(Handshake.accept(key)))) {
            throw new AssertionError("The server did not answer the key it was given");
        }
    }

    /** Connects and sends the handshake with these further header lines. */
    public static RawWebSocketClient connect(int port, String target, String... headerLines) throws IOException {
        return connect(new Socket(), port, target, headerLines);
    }

    /** The same with a receive buffer of so many bytes, or what the system makes of it: a stalling reader is felt sooner. */
    public static RawWebSocketClient connectWithReceiveBuffer(int bytes, int port, String target, String... headerLines)
            throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(bytes);
        return connect(socket, port, target, headerLines);
    }

    private static RawWebSocketClient connect(Socket socket, int port, String target, String... headerLines)
            throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        return new RawWebSocketClient(socket, target, headerLines);
    }

    /** Whether the server has made it a WebSocket. */
    public boolean isOpen() {
        return status == SWITCHING_PROTOCOLS;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** The headers of the answer. */
    public Headers headers() {
        return headers;
    }

    /** The body of an answer that is no WebSocket, as far as its length is announced. */
    public String body() {
        return body;
    }
}
