package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/**
 * Why a file cannot be indexed.
 *
 * @param code the kind of failure
 * @param message what happened, for people
 * @param extra what the object held beyond this
 */
public record VectorStoreFileError(VectorStoreFileErrorCode code, String message, Extra extra) {
    /** One with no other members. */
    public VectorStoreFileError(VectorStoreFileErrorCode code, String message) {
        this(code, message, Extra.NONE);
    }

    @Override
    public String toString() {
        return "VectorStoreFileError[code=" + code + "]";
    }
}
