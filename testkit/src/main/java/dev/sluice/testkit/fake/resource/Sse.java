package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects the frames of a stream. */
final class Sse {
    private final List<String> frames = new ArrayList<>();

    /** A frame with only data, as chat completions send them. */
    Sse data(JsonNode data) {
        frames.add("data: " + Nodes.writeText(data) + "\n\n");
        return this;
    }

    /** A frame with the name of its event. */
    Sse event(String name, JsonNode data) {
        frames.add("event: " + name + "\ndata: " + Nodes.writeText(data) + "\n\n");
        return this;
    }

    /** Ends the way chat completions end. */
    Reply done() {
        frames.add("data: [DONE]\n\n");
        return reply();
    }

    /** Ends the way runs end. */
    Reply namedDone() {
        frames.add("event: done\ndata: [DONE]\n\n");
        return reply();
    }

    /** Ends without a last frame, as responses end. */
    Reply reply() {
        return new Reply.Events(List.copyOf(frames));
    }
}
