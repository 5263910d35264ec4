package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailurePolicy;
import dev.sluice.core.routing.ModelInfo;
import dev.sluice.core.routing.Share;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each key of {@code model_list}, and what holds without it. */
class ModelListTest {
    private final Loading loading;

    ModelListTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    @Test
    void without_anything_but_a_model_the_defaults_hold() {
        Deployment deployment = loading.deployment(Map.of(), "model: openai/gpt-4o");

        assertThat(deployment)
                .isEqualTo(new Deployment(
                        deployment.id(),
                        "m",
                        "openai",
                        "gpt-4o",
                        Account.NONE,
                        Share.EQUAL,
                        Timeouts.DEFAULT,
                        Optional.empty(),
                        Map.of()));
        assertThat(deployment.id()).matches("[0-9a-f]{12}");
    }

    @Test
    void every_key_has_its_place() {
        Deployment deployment = loading.deployment(
                Map.of("KEY", "sk-from-environment"),
                "model: azure/my-gpt",
                "api_key: os.environ/KEY",
                "api_base: https://contoso.openai.azure.com/base/",
                "api_version: 2024-10-21",
                "organization: org-1",
                "weight: 2.5",
                "rpm: 100",
                "tpm: 5000000000",
                "order: -1",
                "max_parallel_requests: 7",
                "timeout: 12.5",
                "stream_timeout: 0.25",
                "num_retries: 4",
                "max_retries: 9",
                "cooldown_time: 1.5",
                "input_cost_per_token: 0.0000025",
                "output_cost_per_token: 1e-5",
                "mock_response: canned",
                "extra_headers: {X-Team: blue, X-Key: os.environ/KEY}");

        assertThat(deployment)
                .isEqualTo(new Deployment(
                        deployment.id(),
                        "m",
                        "azure",
                        "my-gpt",
                        new Account(
                                Optional.of("https://contoso.openai.azure.com/base"),
                                Optional.of(new SecretRef.Environment("KEY")),
                                Optional.of("org-1"),
                                Optional.of("2024-10-21")),
                        new Share(
                                OptionalDouble.of(2.5),
                                OptionalInt.of(100),
                                OptionalLong.of(5_000_000_000L),
                                OptionalInt.of(-1),
                                OptionalInt.of(7)),
                        Timeouts.DEFAULT.withRequestTimeout(Duration.ofMillis(12_500)),
                        Optional.of(Duration.ofMillis(250)),
                        new FailurePolicy(OptionalInt.of(4), Optional.of(Duration.ofMillis(1500))),
                        new ModelInfo(Optional.empty(), Optional.empty(), prices("0.0000025", "1e-5")),
                        Map.of(
                                "mock_response", "canned",
                                "extra_headers.X-Team", "blue",
                                "extra_headers.X-Key", "sk-from-environment")));
    }

    private static Prices prices(String input, String output) {
        return new Prices(Map.of(Rate.INPUT_TOKEN, new BigDecimal(input), Rate.OUTPUT_TOKEN, new BigDecimal(output)));
    }

    @Test
    void a_key_that_is_written_down_is_a_literal_secret() {
        assertThat(loading.deployment(Map.of(), "model: gpt-4o", "api_key: sk-written")
                        .account()
                        .key())
                .contains(new SecretRef.Literal(Secret.of("sk-written")));
    }

    @Test
    void base_url_is_another_name_of_api_base_and_outranks_it() {
        assertThat(loading.deployment(Map.of(), "{model: m, api_key: k, api_base: 'http://a', base_url: 'http://b/v1'}")
                        .account()
                        .base())
                .contains("http://b/v1");
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-4o, openai, gpt-4o",
        "gpt-4o, openai, gpt-4o",
        "openai/meta-llama/Llama-3, openai, meta-llama/Llama-3",
        "local/demo, local, demo",
        "azure/dep, azure, dep",
    })
    void the_prefix_of_the_model_is_the_provider(String model, String provider, String upstreamModel) {
        Deployment deployment = loading.deployment(Map.of(), "model: " + model, "api_base: 'http://host'");

        assertThat(deployment.provider()).isEqualTo(provider);
        assertThat(deployment.upstreamModel()).isEqualTo(upstreamModel);
    }

    @Test
    void custom_llm_provider_says_the_provider_too() {
        Deployment bare =
                loading.deployment(Map.of(), "model: org/gpt", "custom_llm_provider: azure", "api_base: 'http://h'");
        assertThat(bare.provider()).isEqualTo("azure");
        assertThat(bare.upstreamModel()).isEqualTo("org/gpt");

        Deployment prefixed =
                loading.deployment(Map.of(), "model: azure/gpt", "custom_llm_provider: azure", "api_base: 'http://h'");
        assertThat(prefixed.upstreamModel()).isEqualTo("gpt");
    }

    @Test
    void rpm_and_tpm_may_stand_beside_the_name_and_are_outranked_within() {
        loading.write("""
                model_list:
                  - {model_name: a, rpm: 1, tpm: 2, litellm_params: {model: m}}
                  - {model_name: b, rpm: 1, tpm: 2, litellm_params: {model: m, rpm: 3, tpm: 4}}
                """);

        assertThat(loading.config().deployments())
                .extracting(deployment -> deployment.share().rpm().getAsInt() + " "
                        + deployment.share().tpm().getAsLong())
                .containsExactly("1 2", "3 4");
    }

    @Test
    void what_is_known_of_a_model_stands_in_its_info_and_is_outranked_by_the_params() {
        loading.write("""
                model_list:
                  - model_name: a
                    litellm_params: {model: m, api_key: k, max_retries: 0}
                    model_info: {mode: responses, base_model: azure/gpt-4o, input_cost_per_token: 1e-6, output_cost_per_token: 2e-6}
                  - model_name: b
                    litellm_params: {model: m, api_key: k, input_cost_per_token: 0}
                    model_info: {input_cost_per_token: 1e-6}
                """);

        assertThat(loading.config().deployments())
                .extracting(Deployment::info)
                .containsExactly(
                        new ModelInfo(Optional.of("responses"), Optional.of("azure/gpt-4o"), prices("1e-6", "2e-6")),
                        new ModelInfo(
                                Optional.empty(),
                                Optional.empty(),
                                new Prices(Map.of(Rate.INPUT_TOKEN, new BigDecimal("0")))));
        assertThat(loading.config().deployments().get(0).failures())
                .isEqualTo(new FailurePolicy(OptionalInt.of(0), Optional.empty()));
        assertThat(loading.warnings()).isEmpty();
    }

    @Test
    void a_star_is_filled_from_the_one_in_the_name() {
        loading.write("""
                model_list:
                  - {model_name: "openai/*", litellm_params: {model: openai/*, api_key: k}}
                  - {model_name: "*-x", litellm_params: {model: one-for-all, api_key: k}}
                  - {model_name: plain, litellm_params: {model: "openai/*", api_key: k}}
                """);

        assertThat(loading.config().deployments())
                .extracting(Deployment::group, Deployment::upstreamModel)
                .containsExactly(tuple("openai/*", "*"), tuple("*-x", "one-for-all"), tuple("plain", "*"));
        assertThat(loading.warnings())
                .containsExactly("config.yaml:4:49 model_list[2].litellm_params.model: has more * than model_name, and"
                        + " what is not captured there cannot be filled in here; write the name that the upstream"
                        + " knows");
    }

    @Test
    void null_counts_as_not_written() {
        assertThat(loading.deployment(Map.of(), "model: m", "api_key: null", "rpm: ~", "timeout:", "tags:"))
                .extracting(Deployment::account, Deployment::share, Deployment::timeouts)
                .containsExactly(Account.NONE, Share.EQUAL, Timeouts.DEFAULT);
        assertThat(loading.warnings()).noneMatch(line -> line.contains("tags"));
    }

    @Test
    void a_provider_of_ones_own_is_handed_every_other_scalar() {
        loading.write(Loading.withParams(
                "model: acme/m",
                "api_key: k",
                "region_name: eu",
                "retries: 3",
                "fast: true",
                "aws_secret: os.environ/AWS",
                "list: [a]",
                "weight: 1"));

        LoadedConfig loaded = loading.load(Map.of("AWS", "value"), plugins -> Set.of("acme"));

        assertThat(loaded.config()
                        .map(GatewayConfig::deployments)
                        .orElseThrow()
                        .get(0)
                        .settings())
                .isEqualTo(Map.of("region_name", "eu", "retries", "3", "fast", "true", "aws_secret", "value"));
        assertThat(loading.lines(loaded.warnings()))
                .containsExactly("config.yaml:10:7 model_list[0].litellm_params.list: unknown key; remove it");
    }

    @Test
    void timeouts_come_from_the_nearest_place() {
        String general = """
                litellm_settings: {request_timeout: 10}
                """;
        String router = "router_settings: {timeout: 20, stream_timeout: 2}\n";
        String list = "model_list: [{model_name: m, litellm_params: {model: m%s}}]\n";

        assertThat(timeouts(general + list.formatted(""))).isEqualTo("PT10S PT10S Optional.empty");
        assertThat(timeouts(general + router + list.formatted(""))).isEqualTo("PT20S PT20S Optional[PT2S]");
        assertThat(timeouts(general + router + list.formatted(", timeout: 30, stream_timeout: 3")))
                .isEqualTo("PT30S PT30S Optional[PT3S]");
        assertThat(timeouts(router + list.formatted(", timeout: os.environ/LIMIT")))
                .isEqualTo("PT40S PT40S Optional[PT2S]");
    }

    private String timeouts(String text) {
        Deployment deployment =
                loading.write(text).config(Map.of("LIMIT", "40")).deployments().get(0);
        assertThat(deployment.timeouts().connect()).isEqualTo(Timeouts.DEFAULT.connect());
        return deployment.timeouts().firstByte() + " " + deployment.timeouts().idle() + " "
                + deployment.streamFirstByte();
    }
}
