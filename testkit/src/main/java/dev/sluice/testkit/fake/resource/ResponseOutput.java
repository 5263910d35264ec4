package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;

/** The one item that a response puts out. */
interface ResponseOutput {
    /** The item when all of it was said. */
    JsonNode done();

    /** Everything that is told of it, from its beginning to its end. */
    void tell(ResponseEvents events);

    /** What the model wrote, for its tokens to be counted. */
    String written();
}
