package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object with these members and no others, unless it is open. Immutable. */
final class Shape implements Rule {
    /** No members. */
    static final Shape EMPTY = new Shape(Map.of(), List.of(), false);

    private final Map<String, Part> parts;
    private final List<Check> whole;
    private final boolean open;

    private Shape(Map<String, Part> parts, List<Check> whole, boolean open) {
        this.parts = parts;
        this.whole = whole;
        this.open = open;
    }

    private record Part(Rule rule, boolean required) {}

    /** The same with a member that must be there. */
    Shape required(String name, Rule rule) {
        return with(name, new Part(rule, true));
    }

    /** The same with a member that may be there. */
    Shape optional(String name, Rule rule) {
        return with(name, new Part(rule, false));
    }

    private Shape with(String name, Part part) {
        Map<String, Part> more = new LinkedHashMap<>(parts);
        more.put(name, part);
        return new Shape(more, whole, open);
    }

    /** The same with a check of all members together, after those of each. */
    Shape also(Check check) {
        List<Check> more = new ArrayList<>(whole);
        more.add(check);
        return new Shape(parts, more, open);
    }

    /** The same, taking any other member too. */
    Shape open() {
        return new Shape(parts, whole, true);
    }

    /** The names of the members. */
    List<String> names() {
        return List.copyOf(parts.keySet());
    }

    @Override
    public void check(JsonNode value, Path at) {
        requireFit(value, at);
        Map<String, JsonNode> members = ((ObjectNode) value).members();
        for (String name : members.keySet()) {
            if (!open && !parts.containsKey(name)) {
                throw Refusal.unknown(at.member(name));
            }
        }
        parts.forEach((name, part) -> {
            if (part.required() && !members.containsKey(name)) {
                throw Refusal.missing(at.member(name));
            }
        });
        parts.forEach((name, part) -> {
            JsonNode member = members.get(name);
            if (member != null) {
                part.rule().check(member, at.member(name));
            }
        });
        whole.forEach(check -> check.check(value, at));
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
