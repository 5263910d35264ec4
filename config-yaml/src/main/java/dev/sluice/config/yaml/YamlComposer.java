package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.config.yaml.YamlNode.Scalar;
import dev.sluice.config.yaml.YamlNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes nodes of parser events. Bounded in depth and in the number of values that aliases expand to; understands the
 * merge key {@code <<}, which many configurations use.
 */
final class YamlComposer {
    static final int MAX_DEPTH = 64;
    static final int MAX_VALUES = 100_000;

    private final Path file;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private long values;

    private YamlComposer(Path file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setCodePointLimit(Integer.MAX_VALUE) // the reader of the file has its own limit
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The root of the one document in the text; empty where there is none or it is malformed, which is reported. */
    static Optional<YamlNode> compose(Path file, String text, Problems problems) {
        try {
            return new YamlComposer(file, text, problems).document();
        } catch (Malformed malformed) {
            problems.error(malformed.place, malformed.getMessage());
        } catch (MarkedYamlEngineException malformed) {
            // Only the problem: the exception's own message quotes the file, and with it perhaps a secret.
            problems.error(place(file, malformed.getProblemMark(), ""), "malformed YAML: " + malformed.getProblem());
        } catch (ReaderException malformed) {
            problems.error(
                    Place.end(file, text.substring(0, text.offsetByCodePoints(0, malformed.getPosition()))),
                    "malformed YAML: here is a character that YAML does not allow; remove it");
        } catch (YamlEngineException malformed) {
            problems.error(Place.start(file), "malformed YAML; correct it");
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() {
        events.next();
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            problems.error(Place.start(file), "the file is empty; write at least a model_list");
            return Optional.empty();
        }
        YamlNode root = node(events.next(), "", 0);
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw new Malformed(place(end, ""), "a second document begins here; keep one document in a file");
        }
        return Optional.of(root);
    }

    private YamlNode node(Event event, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Malformed(place(event, path), "nested deeper than " + MAX_DEPTH + " levels; flatten it");
        }
        if (event instanceof AliasEvent alias) {
            return expand(alias, path);
        }
        count(1, event, path);
        long before = values;
        YamlNode node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar, path);
        } else {
            refuseTag(((CollectionStartEvent) event).getTag(), event, path);
            node = event.getEventId() == Event.ID.SequenceStart
                    ? sequence(event, path, depth)
                    : mapping(event, path, depth);
        }
        long size = values - before + 1;
        ((NodeEvent) event).getAnchor().ifPresent(name -> anchors.put(name.getValue(), new Anchored(node, size)));
        return node;
    }

    private YamlNode expand(AliasEvent alias, String path) {
        Anchored anchored = anchors.get(alias.getAlias().getValue());
        if (anchored == null) {
            throw new Malformed(place(alias, path), "the alias names no anchor that ends before it");
        }
        count(anchored.size, alias, path);
        return anchored.node;
    }

    private void count(long more, Event event, String path) {
        values += more;
        if (values > MAX_VALUES) {
            throw new Malformed(
                    place(event, path), "the file expands to more than " + MAX_VALUES + " values; use fewer aliases");
        }
    }

    private Scalar scalar(ScalarEvent event, String path) {
        String text = event.getValue();
        if (event.getTag().isEmpty()) {
            return new Scalar(place(event, path), text, event.isPlain() ? ScalarKind.ofPlain(text) : ScalarKind.STRING);
        }
        String tag = event.getTag().get();
        if (!tag.equals("!") && !tag.equals("tag:yaml.org,2002:str")) {
            refuseTag(event.getTag(), event, path);
        }
        return new Scalar(place(event, path), text, ScalarKind.STRING);
    }

    private void refuseTag(Optional<String> tag, Event event, String path) {
        if (tag.isPresent()) {
            throw new Malformed(place(event, path), "tags (a word that begins with !) are not supported; remove it");
        }
    }

    private Sequence sequence(Event start, String path, int depth) {
        List<YamlNode> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, path + "[" + items.size() + "]", depth + 1));
            event = events.next();
        }
        return new Sequence(place(start, path), items);
    }

    private Mapping mapping(Event start, String path, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Mapping> merged = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(event instanceof ScalarEvent key)) {
                throw new Malformed(place(event, path), "a key must be plain text");
            }
            String name = key.getValue();
            Place at = place(event, path.isEmpty() ? name : path + "." + name);
            YamlNode value = node(events.next(), at.keyPath(), depth + 1);
            if (key.isPlain() && name.equals("<<")) {
                merge(at, value, merged);
            } else {
                put(entries, name, new Entry(at, value));
            }
            event = events.next();
        }
        merged.forEach(mapping -> mapping.entries().forEach(entries::putIfAbsent));
        return new Mapping(place(start, path), entries);
    }

    private void put(Map<String, Entry> entries, String name, Entry entry) {
        Entry first = entries.putIfAbsent(name, entry);
        if (first != null) {
            problems.error(
                    entry.key(),
                    "duplicate key; it stands at " + first.key().position() + " already; keep one of the two");
        }
    }

    private static void merge(Place at, YamlNode value, List<Mapping> merged) {
        if (value instanceof Mapping mapping) {
            merged.add(mapping);
        } else if (value instanceof Sequence sequence
                && sequence.items().stream().allMatch(Mapping.class::isInstance)) {
            sequence.items().forEach(item -> merged.add((Mapping) item));
        } else {
            throw new Malformed(at, "<< takes a mapping or a list of mappings, but this is " + value.what());
        }
    }

    private Place place(Event event, String path) {
        return place(file, event.getStartMark(), path);
    }

    private static Place place(Path file, Optional<Mark> mark, String path) {
        return mark.map(known -> new Place(file, known.getLine() + 1, known.getColumn() + 1, path))
                .orElse(Place.start(file));
    }

    private record Anchored(YamlNode node, long size) {}

    /** Ends the reading of this file: what follows cannot be understood. */
    private static final class Malformed extends RuntimeException {
        private final transient Place place;

        Malformed(Place place, String message) {
            super(message, null, false, false);
            this.place = place;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
