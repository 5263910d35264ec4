package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value of one kind or of another.
 *
 * @param one the one kind
 * @param other the other
 */
record Either(Rule one, Rule other) implements Rule {
    @Override
    public void check(JsonNode value, Path at) {
        requireFit(value, at);
        (one.fits(value) ? one : other).check(value, at);
    }

    @Override
    public List<String> kinds() {
        return Stream.concat(one.kinds().stream(), other.kinds().stream()).toList();
    }

    @Override
    public boolean fits(JsonNode value) {
        return one.fits(value) || other.fits(value);
    }
}
