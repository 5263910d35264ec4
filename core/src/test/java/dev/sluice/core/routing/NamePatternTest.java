package dev.sluice.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names with stars. */
class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything/at.all, anything/at.all",
        "*, '', ''",
        "openai/*, openai/gpt-4, gpt-4",
        "openai/*, openai/, ''",
        "*-mini, gpt-4-mini, gpt-4",
        "gpt-*-mini, gpt-4-mini, 4",
        "gpt-*-mini, gpt--mini, ''",
        "a.b*, a.bc, c",
        "*/x/*, 1/x/2/x/3, '1|2/x/3'",
        "a*b*c, abc, '|'",
        "a**b, axb, '|x'",
        "plain, plain, ''",
    })
    void what_the_stars_stand_for(String pattern, String name, String captured) {
        List<String> expected =
                captured.isEmpty() && !pattern.contains("*") ? List.of() : List.of(captured.split("\\|", -1));
        assertThat(new NamePattern(pattern).match(name)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "openai/*, openai",
        "openai/*, xopenai/gpt",
        "*-mini, gpt-4-mini-2024",
        "gpt-*-mini, gpt-mini",
        "ab*ba, aba",
        "a.b*, aXbc",
        "a*b*c, acb",
        "a*bb*b, abb",
        "plain, plainly",
    })
    void another_name(String pattern, String name) {
        assertThat(new NamePattern(pattern).match(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*, x, x",
        "gpt-*, 4, gpt-4",
        "*/*, a|b, a/b",
        "*/*, a, a/*",
        "*, a|b, a",
        "fixed, a, fixed",
        "*, $1\\\\, $1\\\\",
    })
    void a_template_is_filled_in_order(String template, String captured, String filled) {
        assertThat(NamePattern.fill(template, List.of(captured.split("\\|")))).isEqualTo(filled);
    }

    @Test
    void a_long_name_is_matched_in_no_time() {
        String name = "ab".repeat(500_000);
        assertThat(new NamePattern("*a*b*a*b*a*b*x").match(name)).isEmpty();
        assertThat(new NamePattern("*a*b*a*b*a*b").match(name)).isPresent();
    }
}
