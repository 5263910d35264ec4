package dev.sluice.core.error;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that crosses ports. It carries no stack trace: it is an expected outcome, not a bug.
 *
 * <p>The message is shown to clients, so it says what to do and holds no secret.
 */
public final class GatewayException extends RuntimeException {
    private final ErrorKind kind;
    private final Reach reach;
    private final @Nullable String param;
    private final @Nullable String code;
    private final @Nullable Duration retryAfter;

    private GatewayException(
            ErrorKind kind,
            Reach reach,
            String message,
            @Nullable String param,
            @Nullable String code,
            @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.reach = reach;
        this.param = param;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /**
     * A failure with a message for the client.
     *
     * @param param the request member it is about, or null
     * @param code a code of its own, or null for that of its kind
     */
    public GatewayException(
            ErrorKind kind, Reach reach, String message, @Nullable String param, @Nullable String code) {
        this(kind, reach, message, param, code, null);
    }

    /**
     * A failure with a message for the client.
     *
     * @param param the request member it is about, or null
     */
    public GatewayException(ErrorKind kind, Reach reach, String message, @Nullable String param) {
        this(kind, reach, message, param, null);
    }

    /** A failure of the call as a whole. */
    public GatewayException(ErrorKind kind, Reach reach, String message) {
        this(kind, reach, message, null);
    }

    /** A failure of which no upstream can know. */
    public static GatewayException notSent(ErrorKind kind, String message) {
        return new GatewayException(kind, Reach.NOT_SENT, message);
    }

    /** The same failure, with the time to wait after which another try may succeed. */
    public GatewayException retryAfter(Duration wait) {
        return new GatewayException(kind, reach, getMessage(), param, code, wait);
    }

    /**
     * A request that is refused before it is sent anywhere.
     *
     * @param message what is wrong, and what to do
     * @param param the member that is wrong, or null
     * @param code for programs, or null
     */
    public static GatewayException invalidRequest(String message, @Nullable String param, @Nullable String code) {
        return new GatewayException(ErrorKind.INVALID_REQUEST, Reach.NOT_SENT, message, param, code);
    }

    /**
     * The gateway exception inside whatever a {@code CompletionStage} failed with; anything unexpected becomes
     * {@link ErrorKind#INTERNAL} with a message that tells nothing of its cause.
     */
    public static GatewayException from(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof GatewayException known
                ? known
                : new GatewayException(ErrorKind.INTERNAL, Reach.SENT, "The gateway failed on this request.");
    }

    /** What went wrong. */
    public ErrorKind kind() {
        return kind;
    }

    /** How far the call got. */
    public Reach reach() {
        return reach;
    }

    /** The request member the failure is about, or null. */
    public @Nullable String param() {
        return param;
    }

    /** After what time another try may succeed, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The {@code error.code} of the body: its own, or its kind's, or null. */
    public @Nullable String code() {
        return code != null ? code : kind.code();
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
