package dev.sluice.codec.jsonb.bind;

import dev.sluice.codec.jsonb.tree.JsonNodeWriter;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record: an object whose members are its components, and one that only tells its type, if it has such a member.
 *
 * <p>Every object can be read. What its components do not say goes into the record's {@link Extra}, and is written from
 * there for as long as it reads as what the component says.
 */
final class RecordMapping<R> implements Mapping<R> {
    private final Constructor<R> constructor;
    private final List<Member<?>> members;
    private final Method extra;
    private final @Nullable Tag tag;
    private final Set<String> names;
    private final R absent;

    RecordMapping(Constructor<R> constructor, List<Member<?>> members, Method extra, @Nullable Tag tag) {
        this.constructor = constructor;
        this.members = List.copyOf(members);
        this.extra = extra;
        this.tag = tag;
        this.names = new HashSet<>();
        members.forEach(member -> names.add(member.name()));
        if (tag != null) {
            names.add(tag.name());
        }
        Object[] values = new Object[members.size() + 1];
        for (int i = 0; i < members.size(); i++) {
            values[i] = members.get(i).mapping().absent();
        }
        values[members.size()] = Extra.NONE;
        this.absent = Reflection.make(constructor, values);
    }

    /** The names of the members that have a component, in their order. */
    List<String> memberNames() {
        return members.stream().<String>map(Member::name).toList();
    }

    @Override
    public @Nullable R read(JsonNode node, Loss loss) {
        if (!(node instanceof ObjectNode object)) {
            return null;
        }
        Map<String, Optional<JsonNode>> asSent = new LinkedHashMap<>();
        Object[] values = new Object[members.size() + 1];
        Loss own = new Loss();
        for (int i = 0; i < members.size(); i++) {
            Member<?> member = members.get(i);
            Object value = read(member, object.members().get(member.name()), own, asSent);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        if (tag != null && !tag.isIn(object)) {
            asSent.put(tag.name(), object.get(tag.name()));
        }
        values[members.size()] = extra(object, asSent);
        return Reflection.make(constructor, values);
    }

    private static <T> @Nullable T read(
            Member<T> member, @Nullable JsonNode node, Loss loss, Map<String, Optional<JsonNode>> asSent) {
        T value = node == null ? null : member.read(node, loss);
        if (value == null && member.essential()) {
            return null;
        }
        T some = value == null ? member.mapping().absent() : value;
        boolean lost = loss.settle();
        if (node == null ? !member.mapping().omits(some) : lost) {
            asSent.put(member.name(), Optional.ofNullable(node));
        }
        return some;
    }

    private Extra extra(ObjectNode object, Map<String, Optional<JsonNode>> asSent) {
        Map<String, JsonNode> unknown = new LinkedHashMap<>();
        object.members().forEach((name, node) -> {
            if (!names.contains(name)) {
                unknown.put(name, node);
            }
        });
        return unknown.isEmpty() && asSent.isEmpty() ? Extra.NONE : new Extra(unknown, asSent);
    }

    @Override
    public R absent() {
        return absent;
    }

    @Override
    public void write(R value, JsonGenerator out) {
        Extra beyond = (Extra) Reflection.invoke(extra, value);
        out.writeStartObject();
        for (int i = 0; i < members.size(); i++) {
            if (tag != null && tag.position() == i) {
                tag.write(beyond, out);
            }
            write(members.get(i), value, beyond, out);
        }
        if (tag != null && tag.position() == members.size()) {
            tag.write(beyond, out);
        }
        beyond.members().forEach((name, node) -> {
            if (names.contains(name)) {
                throw new IllegalArgumentException("The extra holds a member that has a component: " + name);
            }
            out.writeKey(name);
            JsonNodeWriter.write(node, out);
        });
        out.writeEnd();
    }

    private static <T> void write(Member<T> member, Object owner, Extra extra, JsonGenerator out) {
        T value = member.of(owner);
        Optional<JsonNode> sent = extra.asSent().get(member.name());
        if (sent == null || !member.reads(sent, value)) {
            member.write(value, out);
        } else if (sent.isPresent()) {
            out.writeKey(member.name());
            JsonNodeWriter.write(sent.get(), out);
        }
    }
}
