package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.json.JsonNode;

/** Says what the events of an answer mean. For one turn. */
public interface Translator {
    /** The data of one event, or a whole answer that was not streamed. */
    void accept(JsonNode data);

    /** The answer has ended as it should; whether it was complete. */
    boolean end();
}
