package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/config.md} says what the code does. {@link KeyTables#main} writes its tables. */
class DocumentationTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private String document = "";

    @BeforeEach
    void read() throws IOException {
        document = Files.readString(Path.of("..", "docs", "config.md"));
    }

    @ParameterizedTest
    @EnumSource(KeySection.class)
    void the_table_of_each_section_is_the_one_of_the_code(KeySection section) {
        String marker = KeyTables.marker(section);
        assertThat(document).containsOnlyOnce(marker);
        int begin = document.indexOf(marker) + marker.length();

        assertThat(document.substring(begin, document.indexOf("<!-- end -->", begin)))
                .isEqualTo(KeyTables.render(section));
    }

    @Test
    void every_key_of_litellm_has_a_row() throws IOException {
        List<String> names = Resources.text("litellm-keys.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split(" ", -1)).skip(1))
                .map(name -> name.replaceFirst("^.*_per_(second|pixel)$", "*_per_$1"))
                .toList();

        assertThat(names).allSatisfy(name -> assertThat(document).contains("\n| `" + name + "` |"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--host",
                "--port",
                "--num_workers",
                "--config",
                "--model",
                "--alias",
                "--api_base",
                "--api_version",
                "--headers",
                "--save",
                "--debug",
                "--detailed_debug",
                "--temperature",
                "--max_tokens",
                "--request_timeout",
                "--drop_params",
                "--add_function_to_prompt",
                "--max_budget",
                "--telemetry",
                "--version",
                "--health",
                "--test",
                "--log_config",
                "--run_gunicorn",
                "--run_hypercorn",
                "--ssl_keyfile_path",
                "--ssl_certfile_path",
                "--ciphers",
                "--keepalive_timeout",
                "--use_prisma_db_push",
                "--skip_server_startup",
                "--iam_token_db_auth",
                "--local",
                "--use_queue",
                "--strict",
                "--check"
            })
    void every_option_of_litellm_s_command_line_and_of_ours_has_a_row(String option) {
        assertThat(document.lines().filter(line -> line.startsWith("| `--")))
                .anyMatch(line -> line.substring(0, line.indexOf('|', 2)).contains("`" + option + "`"));
    }

    @ParameterizedTest
    @CsvSource({"config.md, 4", "routing.md, 2"})
    void every_example_loads_without_a_warning(String page, int least, @TempDir Path folder) throws IOException {
        Loading loading = new Loading(folder)
                .write("models/team-a.yaml", "model_list: [{model_name: a, litellm_params: {model: a, api_key: k}}]");
        Map<String, String> environment = Map.of(
                "OPENAI_API_KEY", "k",
                "OPENAI_KEY_A", "k",
                "OPENAI_KEY_B", "k",
                "AZURE_KEY_EU", "k",
                "AZURE_TENANT_ID", "t",
                "AZURE_CLIENT_ID", "c",
                "AZURE_CLIENT_SECRET", "s",
                "GATEWAY_KEY", "sk-0123456789abcdef");

        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", page)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(examples).hasSizeGreaterThanOrEqualTo(least).allSatisfy(example -> {
            LoadedConfig loaded = loading.write(example).load(environment);
            assertThat(loading.lines(loaded.errors())).as(example).isEmpty();
            assertThat(loading.lines(loaded.warnings())).as(example).isEmpty();
        });
    }
}
