package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No value that may be a secret is in anything that is printed. */
class SecretsStayInTest {
    private static final String SECRET = "sk-PLANTED";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "OPENAI_API_KEY", SECRET + "-1",
            "LITELLM_MASTER_KEY", SECRET,
            "OPENAI_API_BASE", "http://" + SECRET + "@host?q",
            "OPENAI_ORGANIZATION", "org",
            "K", SECRET + "\n");

    private final Loading loading;

    SecretsStayInTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    private static String printed(LoadedConfig loaded) {
        return loaded + " " + loaded.config() + " " + loaded.errors() + " " + loaded.warnings();
    }

    @Test
    void a_good_configuration_prints_none() {
        loading.write("""
                environment_variables: {MORE: sk-PLANTED-2, OPENAI_API_BASE: 'http://host'}
                general_settings: {master_key: sk-PLANTED-master-key, database_url: 'postgresql://u:sk-PLANTED@h/d'}
                assistant_settings: {custom_llm_provider: acme, litellm_params: {api_key: sk-PLANTED, pass: sk-PLANTED}}
                model_list:
                  - model_name: m
                    litellm_params:
                      model: acme/m
                      api_key: sk-PLANTED-3
                      aws_secret: sk-PLANTED-4
                      other_secret: os.environ/MORE
                      extra_headers: {X-Key: sk-PLANTED-5, X-Env: os.environ/OPENAI_API_KEY}
                litellm_settings:
                  cache_params: {password: sk-PLANTED-6}
                  unknown: sk-PLANTED-7
                """);

        LoadedConfig loaded = loading.load(ENVIRONMENT, plugins -> Set.of("acme", "openai"));

        assertThat(loaded.config()).isPresent();
        assertThat(printed(loaded)).doesNotContain("PLANTED").contains("aws_secret", "OPENAI_API_KEY");
    }

    static Stream<String> readKeys() {
        return Stream.of(KeySection.PARAMS, KeySection.GENERAL, KeySection.ROUTER, KeySection.LITELLM)
                .flatMap(section -> section.keys().stream()
                        .map(KnownKey::name)
                        .filter(name -> name.matches("[a-z_]+"))
                        .map(name -> section == KeySection.PARAMS
                                ? "model_list: [{model_name: m, litellm_params: {model: m, %s: VALUE}}]".formatted(name)
                                : section.path() + ": {" + name + ": VALUE}"))
                .filter(text -> !text.contains("{model: m, model: ")
                        && !text.contains("custom_llm_provider")
                        && !text.contains("plugins"));
    }

    @ParameterizedTest
    @MethodSource("readKeys")
    void a_secret_at_the_wrong_key_is_not_quoted(String text) {
        for (String value :
                List.of("sk-PLANTED", "' sk-PLANTED '", "[sk-PLANTED]", "{k: sk-PLANTED}", "os.environ/K")) {
            LoadedConfig loaded = loading.write(text.replace("VALUE", value)).load(ENVIRONMENT);

            String problems = loaded.errors() + " " + loaded.warnings();
            assertThat(problems).as(text + " " + value).doesNotContain("PLANTED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key: sk-PLANTED\n  x: [",
                "api_key: \"sk-PLANTED",
                "api_key: sk-PLANTED: sk-PLANTED",
                "api_key: !sk-PLANTED x",
                "api_key: *sk-PLANTED",
                "api_key: sk-PLANTED\n\tx: y",
                "api_key: \"sk-PLANTED \\z\"",
                "api_key: @sk-PLANTED",
                "api_key: %sk-PLANTED",
                "api_key: `sk-PLANTED`",
                "api_key: &sk-PLANTED &sk-PLANTED x",
                "%TAG !sk-PLANTED! tag:x\n---\na: !other!x y",
                "sk-PLANTED",
                "[sk-PLANTED]",
            })
    void a_secret_in_malformed_yaml_is_not_quoted(String text) {
        LoadedConfig loaded = loading.write(text).load(ENVIRONMENT);

        assertThat(loaded.errors()).isNotEmpty();
        assertThat(printed(loaded)).doesNotContain("PLANTED");
    }

    @Test
    void a_start_without_a_file_prints_none() {
        assertThat(printed(ConfigLoader.withoutFile(ENVIRONMENT, Loading.BUILT_IN)))
                .doesNotContain("PLANTED");
    }

    @Test
    void nodes_print_none() {
        Problems problems = new Problems();

        assertThat(YamlComposer.compose(Path.of("f"), "a: [sk-PLANTED, {b: sk-PLANTED}]", problems)
                        .toString())
                .doesNotContain("PLANTED");
    }
}
