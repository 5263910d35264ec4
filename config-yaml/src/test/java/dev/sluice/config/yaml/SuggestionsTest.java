package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was probably meant. */
class SuggestionsTest {
    private static final List<String> NAMES = List.of("api_key", "api_base", "model", "rpm", "tpm", "timeout");

    @ParameterizedTest
    @CsvSource({
        "apikey, api_key",
        "API-Key, api_key",
        "api_bsae, api_base",
        "modle, model",
        "timout, timeout",
        "rpn, rpm",
    })
    void a_slip_of_the_pen_is_recognised(String written, String meant) {
        assertThat(Suggestions.nearest(written, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "zzz", "temperature_of_the_sea"})
    void what_is_far_from_everything_is_left_alone(String written) {
        assertThat(Suggestions.nearest(written, NAMES)).isEmpty();
    }

    @Test
    void distances_count_swaps_once() {
        assertThat(Suggestions.distance("abcd", "abdc")).isEqualTo(1);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("same", "same")).isZero();
    }
}
