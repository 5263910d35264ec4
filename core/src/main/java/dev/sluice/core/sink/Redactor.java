package dev.sluice.core.sink;

import dev.sluice.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blots keys out of text, and whatever else it is told to. Immutable. */
public final class Redactor {
    private static final String BLOT = "***";
    private static final int SHORTEST_SECRET = 8;

    /** Keys of the shapes that are known, and whatever a member says that is called like one. */
    private static final List<Pattern> KEYS = List.of(
            Pattern.compile("\\b(?:sk|pk|rk|ek)-[A-Za-z0-9_-]{8,}"),
            Pattern.compile("(?i)\\bbearer\\s+[A-Za-z0-9._~+/-]{8,}=*"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"),
            Pattern.compile(
                    "(?i)(?<=\"(?:api[_-]?key|password|secret|access_token|authorization|client_secret)\"\\s{0,4}:\\s{0,4}\")[^\"]+"));

    private final List<Pattern> patterns;

    /**
     * A redactor.
     *
     * @param more what is blotted out beside keys of known shapes
     * @param secrets the keys of this gateway, whatever they look like
     */
    public Redactor(List<Pattern> more, List<Secret> secrets) {
        List<Pattern> all = new ArrayList<>(KEYS);
        all.addAll(more);
        secrets.stream()
                .map(Secret::reveal)
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .distinct()
                .map(secret -> Pattern.compile(Pattern.quote(secret)))
                .forEach(all::add);
        patterns = List.copyOf(all);
    }

    /** The text without them; all of it is blotted out where a pattern cannot cope with it. */
    public String blot(String text) {
        String result = text;
        for (Pattern pattern : patterns) {
            Optional<String> next = without(pattern, result);
            if (next.isEmpty()) {
                return BLOT;
            }
            result = next.get();
        }
        return result;
    }

    private static Optional<String> without(Pattern pattern, String text) {
        try {
            return Optional.of(pattern.matcher(text).replaceAll(Matcher.quoteReplacement(BLOT)));
        } catch (StackOverflowError tooDeep) {
            return Optional.empty();
        }
    }
}
