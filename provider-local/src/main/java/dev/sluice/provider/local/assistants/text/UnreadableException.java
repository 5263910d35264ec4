package dev.sluice.provider.local.assistants.text;

import dev.sluice.core.assistants.files.VectorStoreFileErrorCode;

/** A file that has no text for us. Expected, so without a stack trace. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private final VectorStoreFileErrorCode code;

    UnreadableException(VectorStoreFileErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What is wrong with it, for programs. */
    public VectorStoreFileErrorCode code() {
        return code;
    }

    /** What is wrong with it, for people. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
