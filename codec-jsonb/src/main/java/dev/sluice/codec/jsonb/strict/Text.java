package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.TextNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A string. Its length is counted in code points.
 *
 * @param filled whether it must not be empty
 * @param most the most code points
 * @param pattern what it must match, if anything
 */
record Text(boolean filled, int most, @Nullable Pattern pattern) implements Rule {
    /** Any string. */
    static final Text ANY = new Text(false, Integer.MAX_VALUE, null);

    /** A string that is not too long. */
    static Text upTo(int most) {
        return new Text(false, most, null);
    }

    /** The same, and not empty. */
    Text notEmpty() {
        return new Text(true, most, pattern);
    }

    /** The same, matching a pattern. */
    Text matching(String regex) {
        return new Text(filled, most, Pattern.compile(regex));
    }

    /** One of a few words. */
    static Rule oneOf(String... words) {
        return new Choice(List.of(words));
    }

    @Override
    public void check(JsonNode value, Path at) {
        requireFit(value, at);
        String text = value.asText().orElseThrow();
        if (filled && text.isEmpty()) {
            throw Refusal.emptyString(at);
        }
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            throw Refusal.tooLong(at, most, length);
        }
        if (pattern != null && !pattern.matcher(text).matches()) {
            throw Refusal.pattern(at, pattern.pattern());
        }
    }

    @Override
    public List<String> kinds() {
        return List.of("a string");
    }

    @Override
    public boolean fits(JsonNode value) {
        return value instanceof TextNode;
    }

    private record Choice(List<String> words) implements Rule {
        @Override
        public void check(JsonNode value, Path at) {
            requireFit(value, at);
            String text = value.asText().orElseThrow();
            if (!words.contains(text)) {
                throw Refusal.value(at, text, words);
            }
        }

        @Override
        public List<String> kinds() {
            return words.stream().map(Refusal::quoted).toList();
        }

        @Override
        public boolean fits(JsonNode value) {
            return value instanceof TextNode;
        }
    }
}
