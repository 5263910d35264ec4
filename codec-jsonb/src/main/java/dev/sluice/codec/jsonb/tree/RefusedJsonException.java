package dev.sluice.codec.jsonb.tree;

import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParsingException;

/** JSON that Parsson would take and we do not. Its message tells nothing of the content. */
final class RefusedJsonException extends JsonParsingException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final boolean wellFormed;

    private RefusedJsonException(String problem, JsonLocation location, boolean wellFormed) {
        super(problem, location);
        this.problem = problem;
        this.wellFormed = wellFormed;
    }

    /** Text that is no JSON. */
    static RefusedJsonException malformed(String problem, JsonLocation location) {
        return new RefusedJsonException(problem, location, false);
    }

    /** Text that is JSON, and refused for what it may hide or cost. */
    static RefusedJsonException wellFormed(String problem, JsonLocation location) {
        return new RefusedJsonException(problem, location, true);
    }

    boolean isWellFormed() {
        return wellFormed;
    }

    String problem() {
        return problem;
    }
}
