package dev.sluice.core.realtime;

/** Why a WebSocket ends: the codes of RFC 6455, section 7.4, that the gateway itself gives, and which it takes. */
public final class CloseCode {
    /** Whoever sends it leaves, or is about to stop. */
    public static final int GOING_AWAY = 1001;

    /** The peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;

    /** The peer sent what is no UTF-8 where it must be. */
    public static final int INVALID_PAYLOAD = 1007;

    /** The peer sent a message that is too large. */
    public static final int TOO_LARGE = 1009;

    /** The gateway's upstream is gone or unusable: what 502 is for HTTP. */
    public static final int BAD_GATEWAY = 1014;

    private static final int FIRST = 1000;
    private static final int RESERVED = 1004;
    private static final int LAST_STANDING_FOR_NO_CODE = 1006;
    private static final int LAST_REGISTERED = 1014;
    private static final int FIRST_FREE = 3000;
    private static final int LAST_FREE = 4999;

    private CloseCode() {}

    /** Whether a close frame may hold the code: 1005, 1006 and 1015 stand for frames that were never sent. */
    public static boolean isValid(int code) {
        boolean registered =
                code >= FIRST && code <= LAST_REGISTERED && (code < RESERVED || code > LAST_STANDING_FOR_NO_CODE);
        return registered || (code >= FIRST_FREE && code <= LAST_FREE);
    }
}
