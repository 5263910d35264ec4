package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.LoggingSettings;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {
    @TempDir
    Path folder = Path.of("");

    private Loading loading = new Loading(folder);

    @BeforeEach
    void inFolder() {
        loading = new Loading(folder);
    }

    private LoggingSettings logging(String litellm) {
        return loading.write("litellm_settings: " + litellm + "\n").config().logging();
    }

    @Test
    void sinks_are_named_once_as_a_list_or_alone() {
        assertThat(logging("{callbacks: [prometheus, jsonl], success_callback: otel, failure_callback: [otel]}")
                        .sinks())
                .containsExactly("prometheus", "otel");
    }

    @Test
    void an_unknown_sink_is_an_error_that_says_what_was_meant() {
        loading.write("litellm_settings: {callbacks: [promethius, kibana]}\n");
        assertThat(loading.errors())
                .containsExactly(
                        "config.yaml:1:32 litellm_settings.callbacks[0]: there is no sink of this name; did you mean"
                                + " 'prometheus'?",
                        "config.yaml:1:44 litellm_settings.callbacks[1]: there is no sink of this name; there are jsonl,"
                                + " otel, prometheus");
    }

    @Test
    void what_only_litellm_can_tell_is_not_supported_rather_than_wrong() {
        loading.write("litellm_settings: {callbacks: [langfuse, my_hooks.handler], failure_callback: sentry}\n");
        assertThat(loading.errors()).isEmpty();
        assertThat(loading.config().logging().sinks()).isEmpty();
        assertThat(loading.warnings())
                .filteredOn(line -> line.contains("not supported"))
                .hasSize(3);
    }

    @Test
    void content_goes_only_to_whom_it_is_allowed_twice() {
        assertThat(logging("{callbacks: [otel]}").contentSinks()).isEmpty();
        assertThat(logging("{callbacks: [otel], turn_off_message_logging: false}")
                        .contentSinks())
                .isEmpty();
        assertThat(logging("{callbacks: [otel], log_content_to: [otel]}").contentSinks())
                .isEmpty();
        assertThat(loading.warnings()).anyMatch(line -> line.contains("turn_off_message_logging: false"));
        assertThat(logging("{callbacks: [otel], log_content_to: [otel], turn_off_message_logging: false}")
                        .contentSinks())
                .containsExactly("otel");
    }

    @Test
    void whoever_is_told_content_must_be_a_sink() {
        loading.write("litellm_settings: {log_content_to: [otel], turn_off_message_logging: false}\n");
        assertThat(loading.errors()).singleElement().asString().contains("which is not in callbacks");
    }

    @Test
    void patterns_are_checked() {
        assertThat(logging("{redact_patterns: ['[0-9]{16}']}").redactions())
                .extracting(Pattern::pattern)
                .containsExactly("[0-9]{16}");
        loading.write("litellm_settings: {redact_patterns: ['[0-9']}\n");
        assertThat(loading.errors()).singleElement().asString().contains("is no regular expression");
    }
}
