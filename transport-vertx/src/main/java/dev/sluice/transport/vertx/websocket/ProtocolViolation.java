package dev.sluice.transport.vertx.websocket;

import dev.sluice.core.realtime.CloseCode;

/** Bytes that no peer may send. Carries no stack trace: it is an expected outcome. The message holds nothing of them. */
final class ProtocolViolation extends Exception {
    private static final long serialVersionUID = 1;

    private final int closeCode;

    private ProtocolViolation(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    static ProtocolViolation frame(String what) {
        return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, what);
    }

    static ProtocolViolation text(String what) {
        return new ProtocolViolation(CloseCode.INVALID_PAYLOAD, what);
    }

    static ProtocolViolation tooLarge(long limit) {
        return new ProtocolViolation(
                CloseCode.TOO_LARGE,
                "a message is larger than " + limit + " bytes (general_settings.max_websocket_message_mb)");
    }

    /** What the peer is told. */
    int closeCode() {
        return closeCode;
    }

    /** What was wrong, as a part of a sentence. */
    String what() {
        return String.valueOf(getMessage());
    }
}
