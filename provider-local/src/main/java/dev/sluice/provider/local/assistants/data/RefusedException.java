package dev.sluice.provider.local.assistants.data;

import org.jspecify.annotations.Nullable;

/** A request that the Assistants API does not serve, with what it answers instead. Expected, so without a stack trace. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable String param;
    private final @Nullable String code;

    /** What is answered. */
    public RefusedException(int status, String message, @Nullable String param, @Nullable String code) {
        super(message, null, false, false);
        this.status = status;
        this.param = param;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The part of the request that it is about, or null. */
    public @Nullable String param() {
        return param;
    }

    /** The failure, for programs, or null. */
    public @Nullable String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
