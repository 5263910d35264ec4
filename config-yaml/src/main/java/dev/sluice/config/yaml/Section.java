package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.config.yaml.YamlNode.Scalar;
import dev.sluice.config.yaml.YamlNode.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of the configuration, read by the keys of its table. What is asked for is checked, and reported where it is
 * wrong; null counts as not written.
 */
final class Section {
    private final KeySection table;
    private final Mapping mapping;
    private final Reading reading;

    Section(KeySection table, Mapping mapping, Reading reading) {
        this.table = table;
        this.mapping = mapping;
        this.reading = reading;
    }

    /** Reports every key that has no effect here. */
    void checkKeys() {
        checkKeys(Set.of());
    }

    /** As {@link #checkKeys()}, but for keys that somebody else reads. */
    void checkKeys(Set<String> readElsewhere) {
        boolean free = table.keys().stream().anyMatch(key -> key.status() == KnownKey.Status.FREE);
        mapping.entries().forEach((name, entry) -> {
            if (entry.isNull() || readElsewhere.contains(name)) {
                return;
            }
            Optional<KnownKey> known = table.find(name);
            if (known.isEmpty() && !free) {
                reading.problems().unknownKey(entry.key(), table.explainUnknown(name));
            }
            known.filter(key -> !key.isRead())
                    .ifPresent(key ->
                            reading.problems().unsupported(entry.key(), table.path() + "." + key.name(), key.text()));
        });
    }

    /** The place of the value, or where it is missing. */
    Place place(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place().child(key) : entry.value().place();
    }

    /** The names of all scalars that no reader of this program asks for. */
    List<String> otherScalars() {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
            if (!isKnown(each.getKey())
                    && !each.getValue().isNull()
                    && each.getValue().value() instanceof Scalar) {
                names.add(each.getKey());
            }
        }
        return names;
    }

    /** Any scalar as text. */
    Optional<String> anyScalar(String key) {
        return Optional.ofNullable(mapping.entries().get(key))
                .filter(entry -> entry.value() instanceof Scalar)
                .flatMap(entry -> reading.variables().resolve((Scalar) entry.value()));
    }

    Optional<YamlNode> node(String key) {
        if (!isKnown(key)) {
            throw new IllegalArgumentException("Not in the table of keys: " + table + " " + key);
        }
        return Optional.ofNullable(mapping.entries().get(key))
                .filter(entry -> !entry.isNull())
                .map(Entry::value);
    }

    /** Whether the section has such a key at all. */
    boolean isKnown(String key) {
        return table.find(key).filter(KnownKey::isRead).isPresent();
    }

    /** Whether anything is written there. */
    boolean has(String key) {
        return node(key).isPresent();
    }

    Optional<String> string(String key) {
        return node(key).flatMap(reading::string);
    }

    /** A string that must be there; where it is not, that is an error. */
    Optional<String> required(String key, String advice) {
        if (!has(key)) {
            missing(key, advice);
        }
        return string(key);
    }

    void missing(String key, String advice) {
        reading.problems().error(place(key), "is missing; " + advice);
    }

    Optional<Mapping> mapping(String key) {
        return node(key).flatMap(node -> reading.expect(node, Mapping.class, "a mapping"));
    }

    /** The section under the key; an empty one where nothing is written. */
    Section section(String key, KeySection inner) {
        return new Section(inner, mapping(key).orElseGet(() -> new Mapping(place(key), Map.of())), reading);
    }

    List<YamlNode> list(String key) {
        return node(key)
                .flatMap(node -> reading.expect(node, Sequence.class, "a list"))
                .map(Sequence::items)
                .orElse(List.of());
    }

    Optional<Boolean> bool(String key) {
        return node(key).flatMap(reading::bool);
    }

    Optional<BigDecimal> decimal(String key, Range range) {
        return node(key).flatMap(node -> reading.decimal(node, "a number", range));
    }

    Optional<Double> number(String key, Range range) {
        return node(key).flatMap(node -> reading.number(node, range));
    }

    Optional<Long> integer(String key, Range range) {
        return node(key).flatMap(node -> reading.integer(node, range));
    }
}
