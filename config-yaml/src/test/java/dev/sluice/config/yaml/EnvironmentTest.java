package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import dev.sluice.core.secret.SecretRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment says, and what outranks it. */
class EnvironmentTest {
    private static final String MODEL = "model_list: [{model_name: m, litellm_params: {model: %s}}]\n";

    private final Loading loading;

    EnvironmentTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    private static Deployment upstream(String base, Timeouts timeouts) {
        return new Deployment(
                "default",
                "",
                "openai",
                "",
                new Account(
                        Optional.ofNullable(base.isEmpty() ? null : base),
                        Optional.of(new SecretRef.Environment("OPENAI_API_KEY")),
                        Optional.empty(),
                        Optional.empty()),
                Share.EQUAL,
                timeouts,
                Optional.empty(),
                Map.of());
    }

    private static LoadedConfig bare(Map<String, String> environment) {
        return ConfigLoader.withoutFile(environment, Loading.BUILT_IN);
    }

    @Test
    void without_a_file_the_openai_key_makes_the_default_upstream() {
        GatewayConfig config = bare(Map.of("OPENAI_API_KEY", "sk-x")).config().orElseThrow();

        assertThat(config.defaultUpstream()).contains(upstream("", Timeouts.DEFAULT));
        assertThat(config.deployments()).isEmpty();
    }

    @Test
    void both_names_of_the_base_are_understood_and_a_contradiction_is_told() {
        Map<String, String> both =
                Map.of("OPENAI_API_KEY", "k", "OPENAI_API_BASE", "http://a/", "OPENAI_BASE_URL", "http://b/v1");

        assertThat(bare(Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://b/v1"))
                        .config()
                        .flatMap(GatewayConfig::defaultUpstream))
                .contains(upstream("http://b/v1", Timeouts.DEFAULT));
        assertThat(bare(both).config().flatMap(GatewayConfig::defaultUpstream))
                .contains(upstream("http://a", Timeouts.DEFAULT));
        assertThat(loading.lines(bare(both).warnings()))
                .containsExactly(
                        "(environment) OPENAI_API_BASE: differs from OPENAI_BASE_URL, which counts for deployments"
                                + " while this one counts for the default upstream; unset one of them");
        assertThat(loading.write(MODEL.formatted("m"))
                        .config(both)
                        .deployments()
                        .get(0)
                        .account()
                        .base())
                .contains("http://b/v1");
    }

    @Test
    void without_a_file_and_a_key_there_is_a_demonstration() {
        GatewayConfig config = bare(Map.of("OPENAI_API_KEY", "")).config().orElseThrow();

        assertThat(config.defaultUpstream()).isEmpty();
        assertThat(config.deployments()).singleElement().satisfies(demo -> {
            assertThat(demo.group()).isEqualTo("demo");
            assertThat(demo.provider()).isEqualTo("local");
            assertThat(demo.settings().get(Deployment.MOCK_RESPONSE)).contains("Sluice");
        });
        assertThat(config.server().masterKey()).isEmpty();
    }

    @Test
    void without_a_file_the_needed_provider_has_to_be_there() {
        LoadedConfig loaded = ConfigLoader.withoutFile(Map.of(), plugins -> Set.of("openai"));

        assertThat(loaded.config()).isEmpty();
        assertThat(loading.lines(loaded.errors()))
                .containsExactly(
                        "(environment) OPENAI_API_KEY: a start without a configuration needs the provider 'local',"
                                + " which is not there; add its module or write a configuration");
    }

    @Test
    void with_a_file_the_default_upstream_is_made_in_the_same_way() {
        loading.write(MODEL.formatted("m") + "litellm_settings: {request_timeout: 30}\n"
                + "environment_variables: {OPENAI_API_BASE: 'http://from-file'}\n");

        assertThat(loading.config(Map.of()).defaultUpstream()).isEmpty();
        assertThat(loading.config(Map.of("OPENAI_API_KEY", "k", "OPENAI_API_BASE", "http://process"))
                        .defaultUpstream())
                .contains(upstream("http://from-file", Timeouts.DEFAULT.withRequestTimeout(Duration.ofSeconds(30))));
    }

    @Test
    void a_base_that_is_no_url_or_a_key_no_header_can_carry_is_an_error() {
        Map<String, String> environment = Map.of("OPENAI_API_KEY", "sk-x\n", "OPENAI_API_BASE", "api.openai.com");

        assertThat(loading.lines(bare(environment).errors()))
                .containsExactly(
                        "(environment) OPENAI_API_BASE: must be an http:// or https:// URL with a host, and without user,"
                                + " query and fragment; correct it",
                        "(environment) OPENAI_API_KEY: holds spaces at its ends, or characters that no header can carry;"
                                + " correct it");
    }

    @Test
    void deployments_fall_back_on_the_variables_of_their_provider() {
        Map<String, String> environment = Map.of(
                "OPENAI_API_KEY", "a",
                "OPENAI_API_BASE", "http://o",
                "OPENAI_ORGANIZATION", "org",
                "AZURE_API_KEY", "b",
                "AZURE_API_BASE", "http://az",
                "AZURE_API_VERSION", "v");

        assertThat(loading.deployment(environment, "model: m").account())
                .isEqualTo(new Account(
                        Optional.of("http://o"),
                        Optional.of(new SecretRef.Environment("OPENAI_API_KEY")),
                        Optional.of("org"),
                        Optional.empty()));
        assertThat(loading.deployment(environment, "model: azure/m").account())
                .isEqualTo(new Account(
                        Optional.of("http://az"),
                        Optional.of(new SecretRef.Environment("AZURE_API_KEY")),
                        Optional.empty(),
                        Optional.of("v")));
        assertThat(loading.deployment(environment, "model: local/m").account()).isEqualTo(Account.NONE);
    }

    @Test
    void the_environments_key_goes_to_no_other_host_and_a_missing_key_is_told() {
        loading.write(Loading.withParams("model: m", "api_base: http://other"));
        assertThat(loading.load(Map.of("OPENAI_API_KEY", "k", "OPENAI_ORGANIZATION", "o"))
                        .config()
                        .orElseThrow()
                        .deployments()
                        .get(0)
                        .account())
                .isEqualTo(
                        new Account(Optional.of("http://other"), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(loading.lines(loading.load(Map.of("OPENAI_API_KEY", "k")).warnings()))
                .containsExactly(
                        "config.yaml:4:7 model_list[0].litellm_params.api_key: is not written, so no key is sent"
                                + " to this api_base; if OPENAI_API_KEY is meant for it, write api_key:"
                                + " os.environ/OPENAI_API_KEY");
        assertThat(loading.warnings()).isEmpty();

        loading.write(Loading.withParams("model: m"));
        assertThat(loading.warnings())
                .containsExactly(
                        "config.yaml:4:7 model_list[0].litellm_params.api_key: is not written and OPENAI_API_KEY is"
                                + " not set, so the upstream will refuse every call; write api_key");

        loading.write(Loading.withParams("model: m", "mock_response: hi"));
        assertThat(loading.warnings()).isEmpty();
    }

    @Test
    void assistants_fall_back_on_the_same_variables() {
        GatewayConfig config = loading.write("assistant_settings: {custom_llm_provider: openai}\n")
                .config(Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://b", "OPENAI_ORGANIZATION", "org"));

        assertThat(config.assistants().orElseThrow().deployment().account())
                .isEqualTo(new Account(
                        Optional.of("http://b"),
                        Optional.of(new SecretRef.Environment("OPENAI_API_KEY")),
                        Optional.of("org"),
                        Optional.empty()));
    }

    @Test
    void variables_of_the_file_outrank_those_of_the_process_and_may_refer_to_others() {
        loading.write("""
                environment_variables:
                  A: one
                  B: os.environ/A
                  C: os.environ/OUTER
                model_list:
                  - model_name: m
                    litellm_params: {model: m, api_key: os.environ/B, organization: [os.environ/C]}
                """);

        LoadedConfig loaded = loading.load(Map.of("A", "process", "OUTER", "outer"));

        assertThat(loaded.environment()).containsAllEntriesOf(Map.of("A", "one", "B", "one", "C", "outer"));
        assertThat(loaded.config().orElseThrow().deployments().get(0).account().organization())
                .contains("outer");
    }

    @Test
    void an_empty_variable_and_a_nameless_one_are_told_but_ignored_keys_are_not_resolved() {
        loading.write(Loading.withParams("model: m", "api_key: os.environ/EMPTY", "api_version: os.environ/")
                + "litellm_settings: {cache_params: {password: os.environ/REDIS}}\n");

        assertThat(loading.lines(loading.load(Map.of("EMPTY", "")).errors()))
                .containsExactly(
                        "config.yaml:5:16 model_list[0].litellm_params.api_key: the environment variable EMPTY is empty;"
                                + " export EMPTY=… before the start",
                        "config.yaml:6:20 model_list[0].litellm_params.api_version: os.environ/ names no variable; write"
                                + " os.environ/NAME");
    }

    @Test
    void the_master_key_falls_back_on_its_variable() {
        Map<String, String> environment = Map.of("LITELLM_MASTER_KEY", "sk-0123456789abcdef");
        SecretRef reference = new SecretRef.Environment("LITELLM_MASTER_KEY");

        assertThat(loading.write(MODEL.formatted("m"))
                        .config(environment)
                        .server()
                        .masterKey())
                .contains(reference);
        assertThat(bare(environment).config().orElseThrow().server().masterKey())
                .contains(reference);
        assertThat(loading.write("general_settings: {master_key: os.environ/OTHER}")
                        .config(Map.of("LITELLM_MASTER_KEY", "x", "OTHER", "sk-0123456789abcdef"))
                        .server()
                        .masterKey())
                .contains(new SecretRef.Environment("OTHER"));
    }

    @Test
    void a_master_key_that_can_be_guessed_is_worth_a_word() {
        String entry = "model_list: [{model_name: m, litellm_params: {model: m, api_key: k}}]\n";

        assertThat(loading.write(entry + "general_settings: {master_key: sk-1234}")
                        .warnings())
                .containsExactly(
                        "config.yaml:2:32 general_settings.master_key: is a key out of a manual, which anybody can"
                                + " guess; make one of your own");
        assertThat(loading.write(entry + "general_settings: {master_key: sk-short}")
                        .warnings())
                .containsExactly(
                        "config.yaml:2:32 general_settings.master_key: is shorter than 16 characters and can be"
                                + " guessed; make a longer one");
        assertThat(loading.write(entry + "general_settings: {master_key: ' '}").errors())
                .containsExactly(
                        "config.yaml:2:32 general_settings.master_key: is empty; write a value or remove the key");
        assertThat(loading.lines(bare(Map.of("LITELLM_MASTER_KEY", "sk-1234")).warnings()))
                .containsExactly(
                        "(environment) LITELLM_MASTER_KEY: is a key out of a manual, which anybody can guess; make"
                                + " one of your own");
    }
}
