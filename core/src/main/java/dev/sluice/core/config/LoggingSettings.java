package dev.sluice.core.config;

import dev.sluice.core.price.PriceTable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is told of calls, and to whom: the logging keys of {@code litellm_settings}.
 *
 * @param sinks {@code callbacks}: the names of the sinks beside the access log, in their order
 * @param prices what calls cost
 * @param contentSinks {@code log_content_to}: the sinks that are told prompts and answers, too; empty where nobody is
 * @param redactions {@code redact_patterns}: what is blotted out of prompts and answers, beside keys
 */
public record LoggingSettings(
        List<String> sinks, PriceTable prices, Set<String> contentSinks, List<Pattern> redactions) {
    /** The access log alone, no content, the prices that the gateway comes with. */
    public static final LoggingSettings DEFAULT =
            new LoggingSettings(List.of(), PriceTable.builtIn(), Set.of(), List.of());

    public LoggingSettings {
        sinks = List.copyOf(sinks);
        contentSinks = Set.copyOf(contentSinks);
        redactions = List.copyOf(redactions);
    }
}
