package dev.sluice.transport.vertx.websocket;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.realtime.CloseCode;

/** Who is at the other end of a WebSocket: whether its frames are masked, and what its failures are called. */
public enum Peer {
    /** Has connected to us. */
    CLIENT(
            "The client",
            true,
            ErrorKind.CLIENT_CLOSED,
            ErrorKind.INVALID_REQUEST,
            ErrorKind.PAYLOAD_TOO_LARGE,
            ErrorKind.CLIENT_CLOSED),
    /** We have connected to it, and must mask what we send. */
    UPSTREAM(
            "The upstream",
            false,
            ErrorKind.UPSTREAM_CLOSED,
            ErrorKind.UPSTREAM_INVALID,
            ErrorKind.UPSTREAM_INVALID,
            ErrorKind.UPSTREAM_TIMEOUT);

    private final String name;
    private final boolean masks;
    private final ErrorKind gone;
    private final ErrorKind broke;
    private final ErrorKind tooLarge;
    private final ErrorKind stalled;

    Peer(String name, boolean masks, ErrorKind gone, ErrorKind broke, ErrorKind tooLarge, ErrorKind stalled) {
        this.name = name;
        this.masks = masks;
        this.gone = gone;
        this.broke = broke;
        this.tooLarge = tooLarge;
        this.stalled = stalled;
    }

    boolean masks() {
        return masks;
    }

    GatewayException gone() {
        return failure(gone, name + " ended the connection without a close frame.");
    }

    GatewayException broke(ProtocolViolation violation) {
        return failure(
                violation.closeCode() == CloseCode.TOO_LARGE ? tooLarge : broke,
                name + " broke the WebSocket protocol: " + violation.what() + ".");
    }

    GatewayException stalled() {
        return failure(stalled, name + " took no bytes for too long.");
    }

    private static GatewayException failure(ErrorKind kind, String message) {
        return new GatewayException(kind, Reach.STARTED, message);
    }
}
