package dev.sluice.core.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a JSON object held beyond what the components of its record say, so that it can be written as it was read.
 *
 * <p>Equal records may therefore differ in their extra: one was read from {@code 1.0}, the other from {@code 1}.
 *
 * @param members members that no component stands for, in the order they came
 * @param asSent members that a component stands for but does not say in full: a number written in an unusual way, a value
 *     unknown to an enum or of a wrong type, null where the member is commonly absent; empty for a member that is absent
 *     where it is commonly there. Counts only for as long as the component has the value that was read from it
 */
public record Extra(Map<String, JsonNode> members, Map<String, Optional<JsonNode>> asSent) {
    /** Nothing. */
    public static final Extra NONE = new Extra(Map.of(), Map.of());

    public Extra {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        asSent = Collections.unmodifiableMap(new LinkedHashMap<>(asSent));
    }

    /** Members that no component stands for. */
    public static Extra of(Map<String, JsonNode> members) {
        return new Extra(members, Map.of());
    }

    /** A member that no component stands for. */
    public Optional<JsonNode> get(String member) {
        return Optional.ofNullable(members.get(member));
    }

    /** A member as it was sent, where its component does not say it in full. */
    public Optional<JsonNode> asSent(String member) {
        return asSent.getOrDefault(member, Optional.empty());
    }

    /** The same with one more member that no component stands for. */
    public Extra with(String member, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Extra(more, asSent);
    }

    /** How much there is, and nothing of it: it may be a prompt. */
    @Override
    public String toString() {
        return "Extra[" + members.size() + " members, " + asSent.size() + " as sent]";
    }
}
