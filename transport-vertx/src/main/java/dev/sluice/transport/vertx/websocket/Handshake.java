package dev.sluice.transport.vertx.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The fields of an opening handshake (RFC 6455, section 4), and how one side proves to the other that it means it. */
public final class Handshake {
    public static final String KEY = "Sec-WebSocket-Key";
    public static final String ACCEPT = "Sec-WebSocket-Accept";
    public static final String VERSION = "Sec-WebSocket-Version";
    public static final String PROTOCOL = "Sec-WebSocket-Protocol";
    public static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    /** The only version there is. */
    public static final String VERSION_13 = "13";

    private static final String PROOF = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Handshake() {}

    /** A key for a handshake of our own. */
    public static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Whether a client's key is one. */
    public static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The answer to a key. */
    public static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.strip() + PROOF).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }
}
