package dev.sluice.codec.jsonb;

import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParsingException;

/** JSON that Parsson would take and we do not. Its message tells nothing of the content. */
final class RefusedJsonException extends JsonParsingException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    RefusedJsonException(String problem, JsonLocation location) {
        super(problem, location);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
