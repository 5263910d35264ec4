package dev.sluice.core.passthrough;

import dev.sluice.core.http.Body;
import dev.sluice.core.ids.Reference;
import dev.sluice.core.json.ModelField;
import java.util.Optional;
import java.util.Set;

/**
 * A request body after its reading: whole, or its beginning and the rest still on the way.
 *
 * @param body the body to send
 * @param reserved the bytes that the budget holds for it
 * @param model where it names its model, as far as it was read
 * @param room where a model could be named, if it names none
 * @param target the model that it named as its target; that name is taken out of the body
 * @param streamed whether it asks for a streamed answer
 * @param stored whether it asks for the object to be stored; empty where it does not say
 * @param references the objects that it seems to refer to
 * @param undecided whether not enough of it was read to know that it names no model
 * @param tooLarge whether it is larger than the limit for one body, rather than the budget for all being used up
 */
record RequestBody(
        Body body,
        long reserved,
        Optional<ModelField> model,
        Optional<ModelField> room,
        Optional<String> target,
        boolean streamed,
        Optional<Boolean> stored,
        Set<Reference> references,
        boolean undecided,
        boolean tooLarge) {
    RequestBody {
        references = Set.copyOf(references);
    }

    /** Where the model stands in a call whose path named it: what the path loses, the body must say. */
    Optional<ModelField> modelOrRoom() {
        return model.or(() -> room);
    }
}
