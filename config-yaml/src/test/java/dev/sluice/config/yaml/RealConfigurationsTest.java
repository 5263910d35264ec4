package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.routing.CooldownSettings;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.RetrySettings;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations as people have them for LiteLLM load, and say what has no effect. */
class RealConfigurationsTest {
    private static final Map<String, String> TEAM = Map.of(
            "AZURE_API_KEY_EU", "eu",
            "AZURE_API_KEY_US", "us",
            "OPENAI_API_KEY", "sk-openai",
            "OPENAI_ORG_SALES", "org-sales",
            "STREAM_TIMEOUT", "30",
            "DATABASE_URL", "postgresql://litellm:secret@db.example.com:5432/litellm",
            "LITELLM_MASTER_KEY", "sk-0123456789abcdef");

    private final Loading loading;

    RealConfigurationsTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    @Test
    void a_company_with_everything_switched_on() throws IOException {
        LoadedConfig loaded = loading.write(Resources.text("litellm-team.yaml")).load(TEAM);

        assertThat(loaded.errors()).isEmpty();
        GatewayConfig config = loaded.config().orElseThrow();
        assertThat(config.deployments())
                .extracting(Deployment::group, Deployment::provider, Deployment::upstreamModel)
                .map(tuple -> tuple.toList().toString())
                .containsExactly(
                        "[gpt-4o, openai, gpt-4o-eu]",
                        "[gpt-4o, openai, gpt-4o-us]",
                        "[gpt-4o, openai, gpt-4o]",
                        "[gpt-4o, openai, gpt-4o]",
                        "[text-embedding-3-large, openai, text-embedding-3-large]",
                        "[openai/*, openai, *]");
        assertThat(config.router())
                .isEqualTo(new RouterSettings(
                        RoutingStrategy.USAGE_BASED,
                        0,
                        Map.of("gpt-4", "gpt-4o", "gpt-4-turbo", "gpt-4o"),
                        Set.of("gpt-4-turbo"),
                        new RetrySettings(
                                3,
                                Duration.ofSeconds(5),
                                Map.of(FailureClass.AUTHENTICATION, 3, FailureClass.TIMEOUT, 3),
                                Map.of()),
                        new CooldownSettings(true, 3, Duration.ofSeconds(30), Map.of(FailureClass.RATE_LIMIT, 10_000)),
                        new Fallbacks(
                                Map.of("gpt-4o", List.of("text-embedding-3-large")),
                                Map.of("gpt-4o", List.of("gpt-4o-long")),
                                Map.of("gpt-4o", List.of("gpt-4o-relaxed")),
                                List.of("gpt-4o"),
                                5)));
        assertThat(loading.lines(loaded.warnings().stream()
                        .filter(problem -> problem.kind() != ConfigProblem.Kind.UNSUPPORTED)
                        .toList()))
                .allMatch(
                        line -> line.contains("_fallbacks") && line.contains("names a group that is not in model_list"))
                .hasSize(2);
        assertThat(paths(loaded))
                .contains("model_list[0].litellm_params.tags", "guardrails", "litellm_settings.cache_params")
                .doesNotHaveDuplicates()
                .hasSize(55);
    }

    @Test
    void a_home_with_local_servers() throws IOException {
        LoadedConfig loaded =
                loading.write(Resources.text("litellm-homelab.yaml")).load(Map.of("OPENAI_API_KEY", "k"));

        assertThat(loaded.errors()).isEmpty();
        GatewayConfig config = loaded.config().orElseThrow();
        assertThat(config.deployments())
                .extracting(Deployment::group)
                .containsExactly("*", "llama-3.3-70b", "whisper", "mock");
        Deployment llama = config.deployments().get(1);
        assertThat(llama.upstreamModel()).isEqualTo("meta-llama/Llama-3.3-70B-Instruct");
        assertThat(llama.account().base()).contains("http://192.168.1.20:8000/v1");
        assertThat(llama.timeouts().firstByte()).hasSeconds(900);
        assertThat(llama.share().rpm()).hasValue(60);
        assertThat(llama.settings()).isEqualTo(Map.of("extra_headers.X-Team", "home"));
        assertThat(config.deployments().get(3).settings()).containsEntry("mock_response", "This is a test");
        assertThat(config.server().maxRequestBytes()).isEqualTo(25 << 20);
        assertThat(loaded.warnings())
                .filteredOn(problem -> problem.kind() != ConfigProblem.Kind.UNSUPPORTED)
                .extracting(ConfigProblem::keyPath)
                .containsExactly("general_settings.master_key");
        assertThat(paths(loaded)).contains("mcp_servers", "credential_list", "litellm_settings.ssl_verify");
    }

    private static List<String> paths(LoadedConfig loaded) {
        return loaded.warnings().stream().map(ConfigProblem::keyPath).toList();
    }
}
