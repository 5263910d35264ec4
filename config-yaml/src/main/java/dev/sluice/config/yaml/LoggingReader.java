package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Sequence;
import dev.sluice.core.config.LoggingSettings;
import dev.sluice.core.price.PriceTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the logging keys of {@code litellm_settings}. */
final class LoggingReader {
    /** The access log, which is there without being named. */
    static final String ACCESS_LOG = "jsonl";

    private static final Pattern PYTHON = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+");

    private final Reading reading;
    private final Set<String> known;

    /**
     * A reader.
     *
     * @param known the names of the sinks that are installed
     */
    LoggingReader(Reading reading, Set<String> known) {
        this.reading = reading;
        this.known = known;
    }

    LoggingSettings read(Section litellm) {
        Set<String> sinks = new LinkedHashSet<>();
        for (String key : List.of("callbacks", "success_callback", "failure_callback")) {
            sinks.addAll(names(litellm, key));
        }
        boolean content = !litellm.bool("turn_off_message_logging").orElse(true);
        Set<String> contentSinks = new LinkedHashSet<>(names(litellm, "log_content_to"));
        if (!contentSinks.isEmpty() && !content) {
            reading.problems()
                    .advice(
                            litellm.place("log_content_to"),
                            "has no effect without turn_off_message_logging: false, so prompts and answers stay here");
        }
        for (String sink : contentSinks) {
            if (!sinks.contains(sink)) {
                reading.problems()
                        .error(
                                litellm.place("log_content_to"),
                                "names '" + sink + "', which is not in callbacks; add it");
            }
        }
        sinks.remove(ACCESS_LOG);
        return new LoggingSettings(
                List.copyOf(sinks), prices(litellm), content ? contentSinks : Set.of(), patterns(litellm));
    }

    /** LiteLLM takes a name for a list of it. */
    private List<String> names(Section litellm, String key) {
        List<String> names = new ArrayList<>();
        Optional<YamlNode> written = litellm.node(key);
        List<YamlNode> items = written.isPresent() && !(written.get() instanceof Sequence)
                ? List.of(written.get())
                : litellm.list(key);
        for (YamlNode item : items) {
            reading.string(item).ifPresent(name -> {
                if (name.equals(ACCESS_LOG) || known.contains(name)) {
                    names.add(name);
                } else {
                    unknown(item, key, name);
                }
            });
        }
        return names;
    }

    /** What LiteLLM can tell stays without effect, as all that is not supported; what nobody knows is a slip of the pen. */
    private void unknown(YamlNode item, String key, String name) {
        if (LiteLlmCallbacks.NAMES.contains(name)) {
            reading.problems()
                    .unsupported(item.place(), key + "." + name, "there is no such sink; send what otel tells there");
        } else if (PYTHON.matcher(name).matches()) {
            reading.problems().unsupported(item.place(), key + ".python", "Python hooks cannot be loaded");
        } else {
            reading.problems().error(item.place(), unknown(name));
        }
    }

    private String unknown(String name) {
        Set<String> all = new TreeSet<>(known);
        all.add(ACCESS_LOG);
        return "there is no sink of this name; "
                + Suggestions.nearest(name, all)
                        .map(Messages::didYouMean)
                        .orElseGet(() -> "there are " + String.join(", ", all));
    }

    private List<Pattern> patterns(Section litellm) {
        List<Pattern> patterns = new ArrayList<>();
        for (YamlNode item : litellm.list("redact_patterns")) {
            reading.string(item).ifPresent(text -> {
                try {
                    patterns.add(Pattern.compile(text));
                } catch (PatternSyntaxException malformed) {
                    reading.problems()
                            .error(
                                    item.place(),
                                    "is no regular expression: " + malformed.getDescription() + "; correct it");
                }
            });
        }
        return patterns;
    }

    private PriceTable prices(Section litellm) {
        return litellm.string("price_table")
                .flatMap(path -> new PriceTableReader(reading.problems()).read(path, litellm.place("price_table")))
                .orElseGet(PriceTable::builtIn);
    }
}
