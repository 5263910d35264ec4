package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;

/** Something that a value must keep to. */
interface Check {
    /**
     * Does nothing if the value keeps to it.
     *
     * @throws dev.sluice.core.error.GatewayException if it does not
     */
    void check(JsonNode value, Path at);
}
