package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * An object of any names: at most 16 of them, of at most 64 characters.
 *
 * @param property what a value may be
 */
record Properties(Rule property) implements Rule {
    private static final int MOST = 16;
    private static final int LONGEST_NAME = 64;

    @Override
    public void check(JsonNode value, Path at) {
        requireFit(value, at);
        Map<String, JsonNode> members = ((ObjectNode) value).members();
        if (members.size() > MOST) {
            throw Refusal.tooManyProperties(at, MOST, members.size());
        }
        members.forEach((name, member) -> {
            int length = name.codePointCount(0, name.length());
            if (length > LONGEST_NAME) {
                throw Refusal.propertyName(at, name, LONGEST_NAME, length);
            }
            property.check(member, at.member(name));
        });
    }

    @Override
    public List<String> kinds() {
        return List.of("an object");
    }

    @Override
    public boolean fits(JsonNode value) {
        return value instanceof ObjectNode;
    }
}
