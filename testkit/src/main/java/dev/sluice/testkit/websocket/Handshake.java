package dev.sluice.testkit.websocket;

import dev.sluice.core.http.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The head of a request or an answer.
 *
 * @param firstLine the request line or the status line
 * @param headers the fields as they came
 */
record Handshake(String firstLine, Headers headers) {
    static Handshake read(FrameStream in) throws IOException {
        String first = in.line();
        Headers.Builder headers = Headers.builder();
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return new Handshake(first, headers.build());
    }

    /** What a server proves with that it speaks the protocol. */
    static String accept(String key) {
        try {
            byte[] proof = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(proof));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }
}
