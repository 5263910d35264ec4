package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is wrong is told at once: where, what, and what to do. */
class ErrorsTest {
    private final Loading loading;

    ErrorsTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    @Test
    void a_broken_file_is_told_line_by_line() {
        loading.write("""
                model_list:
                  - model_name: gpt-4o
                    litellm_params:
                      model: opnai/gpt-4o
                      api_key: os.environ/MY_KEY
                      rpm: many
                      weight: -1
                      timeout: 0
                      max_parallel_requests: 1.5
                  - litellm_params:
                      model: openai/gpt-4o
                      api_key: 12345
                      api_base: localhost:8000
                      extra_headers:
                        "X Team": a
                        X-Number: 7
                  - model_name: 4
                  - model_name: no-model
                    litellm_params: {api_key: k}
                  - just text
                  - model_name: empty
                    litellm_params:
                      model: openai/
                      organization: [one, 2]
                    model_info: {id: twin}
                  - {model_name: twin, litellm_params: {model: gpt-4o, api_key: k}, model_info: {id: twin}}
                  - {model_name: own, litellm_params: {model: gpt-4o, api_key: k}, model_info: {id: default}}
                general_settings:
                  master_key: 1234
                  drain_timeout: soon
                  replay_limit_mb: 4096
                  litellm_key_header_name: "my key:"
                  plugins: [../evil.jar, good.jar, 3]
                  access_log: false
                router_settings:
                  routing_strategy: least-buzy
                  model_group_alias: {a: {hidden: true}, b: [c]}
                litellm_settings:
                  request_timeout: 10000000
                general_settings:
                  master_key: second
                assistant_settings:
                  custom_llm_provider: bedrock
                environment_variables:
                  PORT: 4000
                  KEY: os.environ/ABSENT
                """);

        assertThat(loading.errors())
                .containsExactly(
                        "config.yaml:4:14 model_list[0].litellm_params.model: unknown provider 'opnai'; did you mean"
                                + " 'openai'?; known: azure, local, openai (a server that speaks OpenAI's API is"
                                + " openai/<model> with its api_base)",
                        "config.yaml:5:16 model_list[0].litellm_params.api_key: the environment variable MY_KEY is not"
                                + " set; export MY_KEY=… before the start",
                        "config.yaml:6:12 model_list[0].litellm_params.rpm: must be a whole number, but is a string",
                        "config.yaml:7:15 model_list[0].litellm_params.weight: must be from 0 to 1000000000; correct it",
                        "config.yaml:8:16 model_list[0].litellm_params.timeout: must be more than 0 and at most a week"
                                + " (604800 seconds); correct it",
                        "config.yaml:9:30 model_list[0].litellm_params.max_parallel_requests: must be a whole number;"
                                + " round it",
                        "config.yaml:10:5 model_list[1].model_name: is missing; write the name that clients call",
                        "config.yaml:12:16 model_list[1].litellm_params.api_key: must be a string, but is an integer; put"
                                + " it in quotes",
                        "config.yaml:13:17 model_list[1].litellm_params.api_base: must be an http:// or https:// URL with"
                                + " a host, and without user, query and fragment; correct it",
                        "config.yaml:15:9 model_list[1].litellm_params.extra_headers.X Team: is no name of a header;"
                                + " correct it",
                        "config.yaml:16:19 model_list[1].litellm_params.extra_headers.X-Number: must be a string, but is"
                                + " an integer; put it in quotes",
                        "config.yaml:17:5 model_list[2].litellm_params: is missing; write at least its model",
                        "config.yaml:17:17 model_list[2].model_name: must be a string, but is an integer; put it in"
                                + " quotes",
                        "config.yaml:19:21 model_list[3].litellm_params.model: is missing; write <provider>/<name>, such"
                                + " as openai/gpt-4o",
                        "config.yaml:20:5 model_list[4]: must be a mapping with model_name and litellm_params, but is a"
                                + " string",
                        "config.yaml:23:14 model_list[5].litellm_params.model: names a provider but no model; write"
                                + " <provider>/<name>",
                        "config.yaml:24:27 model_list[5].litellm_params.organization[1]: must be a string, but is an"
                                + " integer; put it in quotes",
                        "config.yaml:26:86 model_list[6].model_info.id: the same id stands at config.yaml:25:22 already;"
                                + " give each its own",
                        "config.yaml:27:85 model_list[7].model_info.id: 'default' is an id of the gateway's own; choose"
                                + " another",
                        "config.yaml:29:15 general_settings.master_key: must be a string, but is an integer; put it in"
                                + " quotes",
                        "config.yaml:30:18 general_settings.drain_timeout: must be a number, but is a string",
                        "config.yaml:31:20 general_settings.replay_limit_mb: must be from 0 to 1024; correct it",
                        "config.yaml:32:28 general_settings.litellm_key_header_name: is no name of a header; correct it",
                        "config.yaml:33:13 general_settings.plugins[0]: must be the name of a jar in plugins/, without a"
                                + " path, such as acme-provider",
                        "config.yaml:33:36 general_settings.plugins[2]: must be a string, but is an integer; put it in"
                                + " quotes",
                        "config.yaml:34:15 general_settings.access_log: must be a string, but is a boolean; put it in"
                                + " quotes",
                        "config.yaml:36:21 router_settings.routing_strategy: unknown strategy; did you mean 'least-busy'?"
                                + " known: simple-shuffle, least-busy, latency-based-routing, usage-based-routing,"
                                + " usage-based-routing-v2, cost-based-routing",
                        "config.yaml:37:26 router_settings.model_group_alias.a.model: is missing; write the group that is"
                                + " meant",
                        "config.yaml:37:45 router_settings.model_group_alias.b: must be a string, but is a list",
                        "config.yaml:39:20 litellm_settings.request_timeout: must be more than 0 and at most a week"
                                + " (604800 seconds); correct it",
                        "config.yaml:40:1 general_settings: duplicate key; it stands at config.yaml:28:1 already; keep"
                                + " one of the two",
                        "config.yaml:43:24 assistant_settings.custom_llm_provider: unknown provider 'bedrock'; known:"
                                + " azure, local, openai (a server that speaks OpenAI's API is openai/<model> with its"
                                + " api_base)",
                        "config.yaml:45:9 environment_variables.PORT: must be a string, but is an integer; put it in"
                                + " quotes",
                        "config.yaml:46:8 environment_variables.KEY: the environment variable ABSENT is not set; export"
                                + " ABSENT=… before the start");
        assertThat(loading.load().config()).isEmpty();
    }

    @Test
    void sections_of_the_wrong_type_are_told() {
        loading.write("""
                model_list: {a: b}
                general_settings: [a]
                router_settings: text
                litellm_settings: true
                assistant_settings: 3
                environment_variables: [A=b]
                include: base.yaml
                """);

        assertThat(loading.errors())
                .containsExactly(
                        "config.yaml:1:13 model_list: must be a list, but is a mapping",
                        "config.yaml:2:19 general_settings: must be a mapping, but is a list",
                        "config.yaml:3:18 router_settings: must be a mapping, but is a string",
                        "config.yaml:4:19 litellm_settings: must be a mapping, but is a boolean",
                        "config.yaml:5:21 assistant_settings: must be a mapping, but is an integer",
                        "config.yaml:6:24 environment_variables: must be a mapping, but is a list",
                        "config.yaml:7:10 include: must be a list of paths, but is a string");
    }

    @Test
    void a_plugin_that_cannot_be_loaded_is_an_error_at_its_key_and_silences_the_question_of_providers() {
        loading.write("""
                model_list: [{model_name: m, litellm_params: {model: acme/m}}]
                general_settings:
                  plugins: [acme.jar]
                """);

        LoadedConfig loaded = loading.load(Map.of(), plugins -> {
            throw new IllegalArgumentException("there is no plugins/" + plugins.get(0) + "; put it there");
        });

        assertThat(loading.lines(loaded.errors()))
                .containsExactly(
                        "config.yaml:3:12 general_settings.plugins: there is no plugins/acme.jar; put it there");
    }

    @Test
    void the_providers_are_asked_for_after_the_plugins_were_read() {
        loading.write("""
                model_list: [{model_name: m, litellm_params: {model: acme/m}}]
                general_settings:
                  plugins: [acme.jar]
                """);

        LoadedConfig loaded =
                loading.load(Map.of(), plugins -> plugins.contains("acme.jar") ? Set.of("acme") : Set.of("openai"));

        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.config().orElseThrow().plugins()).containsExactly("acme.jar");
    }
}
