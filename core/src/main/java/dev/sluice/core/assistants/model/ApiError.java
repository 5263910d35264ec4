package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed.
 *
 * @param message what happened, for people
 * @param type the kind of failure
 * @param param the part of the request that it is about
 * @param code the failure, for programs
 * @param extra what the object held beyond this
 */
public record ApiError(
        String message, Optional<String> type, Optional<String> param, Optional<String> code, Extra extra) {
    /** One with no other members. */
    public ApiError(String message, @Nullable String type, @Nullable String param, @Nullable String code) {
        this(message, Optional.ofNullable(type), Optional.ofNullable(param), Optional.ofNullable(code), Extra.NONE);
    }

    @Override
    public String toString() {
        return "ApiError[type=" + type + ", param=" + param + ", code=" + code + "]";
    }
}
