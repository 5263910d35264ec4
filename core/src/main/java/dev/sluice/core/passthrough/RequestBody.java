package dev.sluice.core.passthrough;

import dev.sluice.core.http.Body;
import dev.sluice.core.json.ModelField;
import java.util.Optional;

/**
 * A request body after its reading: whole, or its beginning and the rest still on the way.
 *
 * @param body the body to send
 * @param reserved the bytes that the budget holds for it
 * @param model where it names its model, as far as it was read
 * @param streamed whether it asks for a streamed answer
 * @param undecided whether it is JSON of which not enough was read to know that it names no model
 * @param tooLarge whether it is larger than the limit for one body, rather than the budget for all being used up
 */
record RequestBody(
        Body body, long reserved, Optional<ModelField> model, boolean streamed, boolean undecided, boolean tooLarge) {
    static final RequestBody EMPTY = new RequestBody(Body.EMPTY, 0, Optional.empty(), false, false, false);
}
