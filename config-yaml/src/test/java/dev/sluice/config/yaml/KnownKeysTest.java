package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of keys is whole, and the readers keep to it. */
class KnownKeysTest {
    private final Loading loading;

    KnownKeysTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    @Test
    void every_key_of_litellm_is_known() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (String line : Resources.text("litellm-keys.txt").lines().toList()) {
            if (!line.startsWith("#")) {
                List<String> words = Arrays.asList(line.split(" ", -1));
                KeySection section = KeySection.valueOf(words.get(0));
                words.stream()
                        .skip(1)
                        .filter(key -> section.find(key).isEmpty())
                        .forEach(key -> unknown.add(section + " " + key));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(KeySection.class)
    void no_key_stands_twice_in_a_section(KeySection section) {
        assertThat(section.keys()).extracting(KnownKey::name).doesNotHaveDuplicates();
    }

    static Stream<Arguments> keys() {
        return Arrays.stream(KeySection.values())
                .flatMap(section -> section.keys().stream()
                        .filter(key -> !key.name().contains(" "))
                        .map(key -> Arguments.of(section, key)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("keys")
    void a_supported_key_is_read_and_any_other_is_told_to_have_no_effect(KeySection section, KnownKey key) {
        String name = key.name().replace("*", "x");
        loading.write(document(section, name + ": [[nobody, reads, this]]"));

        LoadedConfig loaded = loading.load();

        List<String> told = loading.lines(key.isRead() ? all(loaded) : loaded.warnings());
        String path = section.path().replace("[]", "[0]") + (section == KeySection.TOP ? "" : ".") + name;
        if (key.isRead()) {
            assertThat(told).anyMatch(line -> line.contains(" " + path) && !line.contains("not supported"));
        } else {
            assertThat(told).anyMatch(line -> line.endsWith(" " + path + ": not supported: " + key.text()));
        }
    }

    private static List<ConfigProblem> all(LoadedConfig loaded) {
        return Stream.concat(loaded.errors().stream(), loaded.warnings().stream())
                .toList();
    }

    /** A document that holds the line in the section, and nothing else that is wrong. */
    private static String document(KeySection section, String line) {
        return switch (section) {
            case TOP -> line + "\n";
            case MODEL ->
                "model_list:\n  - " + line + (line.startsWith("litellm") ? "\n" : "\n    litellm_params: {model: m}\n");
            case PARAMS -> "model_list:\n  - model_name: m\n    litellm_params:\n      " + line + "\n";
            case INFO ->
                "model_list:\n  - model_name: m\n    litellm_params: {model: m}\n    model_info:\n      " + line + "\n";
            case ROUTER, LITELLM, GENERAL -> section.path() + ":\n  " + line + "\n";
            case ASSISTANT -> "assistant_settings:\n  " + line + "\n";
            case ASSISTANT_PARAMS ->
                "assistant_settings:\n  custom_llm_provider: openai\n  litellm_params:\n    " + line + "\n";
        };
    }

    @Test
    void what_is_not_supported_is_told_once_with_the_number_of_its_places() {
        loading.write("""
                model_list:
                  - {model_name: a, litellm_params: {model: m, api_key: k, tags: [x]}}
                  - {model_name: b, litellm_params: {model: m, api_key: k, tags: [y]}}
                  - {model_name: "*", litellm_params: {model: "*", api_key: k, tags: [z], temperature: 0}}
                """);

        assertThat(loading.warnings())
                .containsExactly(
                        "config.yaml:2:60 model_list[0].litellm_params.tags: not supported: there is no routing by tags"
                                + " (and at 2 more places)",
                        "config.yaml:4:75 model_list[2].litellm_params.temperature: not supported: bodies are passed on as"
                                + " they came; the client sends its own parameters");
    }

    @Test
    void an_unknown_key_is_told_with_what_was_probably_meant() {
        loading.write("""
                modle_list: []
                master_key: k
                model_list:
                  - {model_name: a, litellm_params: {model: m, api-key: k, api_key: k, mok_response: x}, colour: red}
                general_settings: {masterkey: x, drain_timout: 5, zzzzzzzz: 1}
                """);

        LoadedConfig loaded = loading.load();

        assertThat(loading.lines(loaded.warnings()))
                .containsExactly(
                        "config.yaml:1:1 modle_list: unknown key; did you mean 'model_list'?",
                        "config.yaml:2:1 master_key: unknown key here; it belongs into general_settings",
                        "config.yaml:4:48 model_list[0].litellm_params.api-key: unknown key; did you mean 'api_key'?",
                        "config.yaml:4:72 model_list[0].litellm_params.mok_response: unknown key; did you mean"
                                + " 'mock_response'?",
                        "config.yaml:4:90 model_list[0].colour: unknown key; remove it",
                        "config.yaml:5:20 general_settings.masterkey: unknown key; did you mean 'master_key'?",
                        "config.yaml:5:34 general_settings.drain_timout: unknown key; did you mean 'drain_timeout'?",
                        "config.yaml:5:51 general_settings.zzzzzzzz: unknown key; remove it");
        assertThat(loaded.warnings()).extracting(ConfigProblem::kind).containsOnly(ConfigProblem.Kind.UNKNOWN_KEY);
    }
}
