package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.routing.Deployment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations in several files. */
class IncludeTest {
    private static final String ENTRY = "model_list: [{model_name: %s, litellm_params: {model: m, api_key: k}}]\n";

    private final Loading loading;

    IncludeTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    @Test
    void lists_are_appended_and_other_values_overwritten() {
        loading.write("include: [models/more.yaml, settings.yaml]\n" + ENTRY.formatted("first")
                        + "general_settings: {drain_timeout: 1, replay_limit_mb: 1}\n")
                .write("models/more.yaml", "include: [deep.yaml]\n" + ENTRY.formatted("second"))
                .write("models/deep.yaml", ENTRY.formatted("third"))
                .write("settings.yaml", "general_settings: {drain_timeout: 2}\n");

        assertThat(loading.config().deployments())
                .extracting(Deployment::group)
                .containsExactly("first", "second", "third");
        assertThat(loading.config().server().drainTimeout()).hasSeconds(2);
        assertThat(loading.config().server().replayLimit()).isEqualTo(32 << 20);
        assertThat(loading.warnings())
                .containsExactly(
                        "config.yaml:3:1 general_settings: overwritten as a whole by settings.yaml:1:1; keep it in"
                                + " one of the two files");
    }

    @Test
    void problems_are_told_in_the_file_where_they_stand() {
        loading.write("include: [a.yaml, os.environ/SECOND]\n" + ENTRY.formatted("7"))
                .write("a.yaml", "# a comment\n" + ENTRY.formatted("8"))
                .write("b.yaml", "model_list:\n - {model_name: ok, litellm_params: {model: nobody/m}}\n")
                .write("c.yaml", "model_list: [\n");

        assertThat(loading.lines(loading.load(Map.of("SECOND", "b.yaml")).errors()))
                .containsExactly(
                        "config.yaml:2:27 model_list[0].model_name: must be a string, but is an integer; put it in quotes",
                        "a.yaml:2:27 model_list[0].model_name: must be a string, but is an integer; put it in quotes",
                        "b.yaml:2:45 model_list[0].litellm_params.model: unknown provider 'nobody'; known: azure, local,"
                                + " openai (a server that speaks OpenAI's API is openai/<model> with its api_base)");
    }

    @Test
    void a_missing_or_malformed_file_does_not_hide_the_errors_of_the_others() {
        loading.write("include: [none.yaml, bad.yaml, 5]\n" + ENTRY.formatted("7"))
                .write("bad.yaml", "a: [\n");

        assertThat(loading.errors())
                .containsExactly(
                        "config.yaml:1:11 include[0]: there is no file 'none.yaml'; check the path",
                        "config.yaml:1:32 include[2]: must be a string, but is an integer; put it in quotes",
                        "config.yaml:2:27 model_list[0].model_name: must be a string, but is an integer; put it in quotes",
                        "bad.yaml:2:1: malformed YAML: expected the node content, but found '<stream end>'");
    }

    @Test
    void a_cycle_and_a_second_inclusion_are_told() {
        loading.write("include: [a.yaml, ./a.yaml]\n" + ENTRY.formatted("m"))
                .write("a.yaml", "include: [config.yaml]\n");

        assertThat(loading.errors())
                .containsExactly(
                        "config.yaml:1:19 include[1]: 'a.yaml' is included at config.yaml:1:11 already; include it once",
                        "a.yaml:1:11 include[0]: 'config.yaml' includes itself by this; break the cycle");
    }

    @Test
    void included_variables_hold_everywhere() {
        loading.write("include: [env.yaml]\nmodel_list: [{model_name: m, litellm_params: {model: m, api_key:"
                        + " os.environ/K, timeout: os.environ/T}}]\n")
                .write("env.yaml", "environment_variables: {K: from-file, T: '5'}\n");

        assertThat(loading.config().deployments().get(0).timeouts().idle()).hasSeconds(5);
        assertThat(loading.load().environment()).containsEntry("K", "from-file");
    }
}
