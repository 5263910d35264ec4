package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.routing.Account;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments at Azure: where they are, and what proves who calls. */
class AzureTest {
    private static final String BASE = "api_base: https://contoso.openai.azure.com";
    private static final Map<String, String> APPLICATION =
            Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "c", "AZURE_CLIENT_SECRET", "s");

    private final Loading loading;

    AzureTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    private Account account(Map<String, String> environment, String... params) {
        return loading.deployment(environment, params).account();
    }

    private List<String> warnings(Map<String, String> environment, String... params) {
        LoadedConfig loaded = loading.write(Loading.withParams(params)).load(environment);
        assertThat(loading.lines(loaded.errors())).isEmpty();
        return loading.lines(loaded.warnings());
    }

    private List<String> errors(Map<String, String> environment, String... params) {
        return loading.lines(
                loading.write(Loading.withParams(params)).load(environment).errors());
    }

    private static SecretRef variable(String name) {
        return new SecretRef.Environment(name);
    }

    private static SecretRef literal(String value) {
        return new SecretRef.Literal(Secret.of(value));
    }

    private static Map<String, String> with(Map<String, String> environment, String... more) {
        Map<String, String> all = new HashMap<>(environment);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void an_application_is_read_as_secrets_wherever_its_parts_stand() {
        Account account = account(
                Map.of("SECRET", "s3cret"),
                "model: azure/m",
                BASE,
                "tenant_id: contoso.example",
                "client_id: app-1",
                "client_secret: os.environ/SECRET",
                "azure_scope: https://cognitiveservices.azure.us/.default",
                "azure_authority_host: login.microsoftonline.us");

        assertThat(account)
                .isEqualTo(new Account(
                        Optional.of("https://contoso.openai.azure.com"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(
                                "tenant_id", literal("contoso.example"),
                                "client_id", literal("app-1"),
                                "client_secret", variable("SECRET"),
                                "azure_scope", literal("https://cognitiveservices.azure.us/.default"),
                                "azure_authority_host", literal("login.microsoftonline.us"))));
        assertThat(loading.load(Map.of("SECRET", "s3cret")).warnings()).isEmpty();
        assertThat(loading.load().warnings())
                .as("what is not set is an error already")
                .isEmpty();
    }

    @Test
    void a_token_is_a_secret_too() {
        assertThat(account(Map.of("TOKEN", "t"), "model: azure/m", BASE, "azure_ad_token: os.environ/TOKEN")
                        .secrets())
                .isEqualTo(Map.of("azure_ad_token", variable("TOKEN")));
    }

    @Test
    void what_is_written_beside_a_credential_that_outranks_it_is_told() {
        String[] params = {
            "model: azure/m",
            BASE,
            "azure_ad_token: t",
            "tenant_id: t",
            "client_id: c",
            "client_secret: s",
            "api_key: k"
        };
        Map<String, SecretRef> none = Map.of();

        assertThat(account(Map.of(), params))
                .extracting(Account::key, Account::secrets)
                .containsExactly(Optional.of(literal("k")), none);
        assertThat(warnings(Map.of(), params))
                .hasSize(4)
                .allMatch(line -> line.endsWith(": has no effect beside api_key; remove one of them"))
                .anyMatch(line -> line.contains(":6:23 model_list[0].litellm_params.azure_ad_token"));
        params[6] = "weight: 1";
        assertThat(account(Map.of(), params).secrets()).isEqualTo(Map.of("azure_ad_token", literal("t")));
        assertThat(warnings(Map.of(), params))
                .hasSize(3)
                .allMatch(line -> line.endsWith(": has no effect beside azure_ad_token; remove one of them"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant_id", "client_id", "client_secret"})
    void an_application_needs_all_its_parts(String missing) {
        String[] parts = List.of("tenant_id: a", "client_id: b", "client_secret: c").stream()
                .map(part -> part.startsWith(missing) ? "weight: 1" : part)
                .toArray(String[]::new);

        assertThat(errors(APPLICATION, "model: azure/m", BASE, parts[0], parts[1], parts[2]))
                .containsExactly("config.yaml:4:7 model_list[0].litellm_params." + missing
                        + ": is missing; Entra wants tenant_id, client_id and client_secret; write all three of them");
    }

    @Test
    void a_base_is_needed_unless_the_answer_is_mocked() {
        String error =
                "is missing; write the endpoint of your resource, such as https://RESOURCE.openai.azure.com, or set"
                        + " AZURE_API_BASE";

        assertThat(errors(Map.of(), "model: azure/m", "api_key: k"))
                .containsExactly("config.yaml:4:7 model_list[0].litellm_params.api_base: " + error);
        assertThat(errors(Map.of(), "model: azure/m", "mock_response: hi")).isEmpty();
        assertThat(errors(Map.of("AZURE_API_BASE", "nonsense"), "model: azure/m", "api_key: k"))
                .singleElement()
                .asString()
                .startsWith("(environment) AZURE_API_BASE: must be an http:// or https:// URL");
        loading.write("assistant_settings: {custom_llm_provider: azure, litellm_params: {api_key: k}}");
        assertThat(loading.errors())
                .containsExactly("config.yaml:1:66 assistant_settings.litellm_params.api_base: " + error);
    }

    @Test
    void an_authority_is_a_host_or_a_url() {
        assertThat(errors(Map.of(), "model: azure/m", BASE, "api_key: k", "azure_authority_host: '://x'"))
                .singleElement()
                .asString()
                .startsWith("config.yaml:7:29 model_list[0].litellm_params.azure_authority_host: must be");
        assertThat(errors(
                        with(APPLICATION, "AZURE_API_BASE", "http://h", "AZURE_AUTHORITY_HOST", "http://u@h"),
                        "model: azure/m"))
                .singleElement()
                .asString()
                .startsWith("(environment) AZURE_AUTHORITY_HOST: must be");
    }

    @Test
    void the_environments_credential_is_its_key_else_its_token_else_its_application() {
        Map<String, String> base = with(APPLICATION, "AZURE_API_BASE", "http://az", "AZURE_API_VERSION", "v");
        Map<String, String> token = with(base, "AZURE_AD_TOKEN", "t");
        Map<String, String> key = with(token, "AZURE_API_KEY", "k");

        assertThat(account(with(key, "AZURE_OPENAI_API_KEY", "o"), "model: azure/m"))
                .isEqualTo(new Account(
                        Optional.of("http://az"),
                        Optional.of(variable("AZURE_OPENAI_API_KEY")),
                        Optional.empty(),
                        Optional.of("v")));
        assertThat(account(key, "model: azure/m").key()).contains(variable("AZURE_API_KEY"));
        assertThat(account(key, "model: azure/m").secrets()).isEmpty();
        assertThat(account(token, "model: azure/m"))
                .extracting(Account::key, Account::secrets)
                .containsExactly(Optional.empty(), Map.of("azure_ad_token", variable("AZURE_AD_TOKEN")));
        assertThat(account(with(base, "AZURE_SCOPE", "scope", "AZURE_AUTHORITY_HOST", "https://h"), "model: azure/m")
                        .secrets())
                .isEqualTo(Map.of(
                        "tenant_id", variable("AZURE_TENANT_ID"),
                        "client_id", variable("AZURE_CLIENT_ID"),
                        "client_secret", variable("AZURE_CLIENT_SECRET"),
                        "azure_scope", variable("AZURE_SCOPE"),
                        "azure_authority_host", variable("AZURE_AUTHORITY_HOST")));
        assertThat(account(with(base, "AZURE_CLIENT_SECRET", ""), "model: azure/m")
                        .secrets())
                .as("half an application")
                .isEmpty();
    }

    @Test
    void a_written_credential_outranks_all_of_the_environment() {
        Map<String, String> environment =
                with(APPLICATION, "AZURE_API_BASE", "http://az", "AZURE_API_KEY", "k", "AZURE_SCOPE", "scope");

        assertThat(account(environment, "model: azure/m", "azure_ad_token: mine"))
                .extracting(Account::base, Account::key, Account::secrets)
                .containsExactly(Optional.of("http://az"), Optional.empty(), Map.of("azure_ad_token", literal("mine")));
        assertThat(account(
                        environment,
                        "model: azure/m",
                        BASE,
                        "tenant_id: mine",
                        "client_id: mine",
                        "client_secret: mine"))
                .extracting(Account::key, Account::secrets)
                .containsExactly(
                        Optional.empty(),
                        Map.of(
                                "tenant_id", literal("mine"),
                                "client_id", literal("mine"),
                                "client_secret", literal("mine"),
                                "azure_scope", variable("AZURE_SCOPE")));
    }

    @Test
    void no_credential_of_the_environment_goes_to_another_base_and_that_is_told() {
        assertThat(account(with(APPLICATION, "AZURE_API_VERSION", "2024-10-21"), "model: azure/m", BASE))
                .isEqualTo(new Account(
                        Optional.of("https://contoso.openai.azure.com"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("2024-10-21")));
        assertThat(warnings(APPLICATION, "model: azure/m", BASE))
                .containsExactly(
                        "config.yaml:4:7 model_list[0].litellm_params.api_key: is not written, so no key is sent"
                                + " to this api_base; if AZURE_CLIENT_SECRET is meant for it, write client_secret:"
                                + " os.environ/AZURE_CLIENT_SECRET");
        assertThat(warnings(Map.of("AZURE_API_KEY", "k"), "model: azure/m", BASE))
                .singleElement()
                .asString()
                .endsWith("if AZURE_API_KEY is meant for it, write api_key: os.environ/AZURE_API_KEY");
    }

    @Test
    void without_any_credential_the_upstream_will_refuse() {
        String advice = "so the upstream will refuse every call; write api_key, or azure_ad_token, or tenant_id,"
                + " client_id and client_secret";

        assertThat(warnings(Map.of(), "model: azure/m", BASE))
                .containsExactly("config.yaml:4:7 model_list[0].litellm_params.api_key: is not written, " + advice);
        assertThat(warnings(Map.of("AZURE_API_BASE", "http://az"), "model: azure/m"))
                .containsExactly(
                        "config.yaml:4:7 model_list[0].litellm_params.api_key: is not written and AZURE_API_KEY is"
                                + " not set, " + advice);
        assertThat(warnings(Map.of(), "model: azure/m", BASE, "mock_response: hi"))
                .isEmpty();
    }

    @Test
    void other_providers_have_no_use_for_them_but_ones_own_gets_them_as_secrets() {
        assertThat(warnings(Map.of(), "model: openai/m", "api_key: k", "client_secret: s"))
                .containsExactly("config.yaml:6:22 model_list[0].litellm_params.client_secret: has no effect, since the"
                        + " provider is not azure; remove it");
        assertThat(account(Map.of(), "model: openai/m", "client_secret: s").secrets())
                .isEmpty();

        loading.write(Loading.withParams("model: acme/m", "client_secret: s", "api_key: k"));
        LoadedConfig loaded = loading.load(Map.of(), plugins -> Set.of("acme"));
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.config()
                        .map(GatewayConfig::deployments)
                        .orElseThrow()
                        .get(0)
                        .account()
                        .secrets())
                .isEqualTo(Map.of("client_secret", literal("s")));
    }

    @Test
    void assistants_may_use_an_application() {
        loading.write("""
                assistant_settings:
                  custom_llm_provider: azure
                  litellm_params:
                    api_base: https://contoso.openai.azure.com
                    api_version: 2025-04-01-preview
                    tenant_id: t
                    client_id: c
                    client_secret: s
                """);

        assertThat(loading.config().assistants().orElseThrow().deployment().account())
                .extracting(Account::apiVersion, Account::secrets)
                .containsExactly(
                        Optional.of("2025-04-01-preview"),
                        Map.of("tenant_id", literal("t"), "client_id", literal("c"), "client_secret", literal("s")));
    }

    @Test
    void nothing_of_it_is_printed() {
        loading.write(Loading.withParams(
                "model: azure/m",
                BASE,
                "tenant_id: sk-PLANTED",
                "client_id: sk-PLANTED",
                "client_secret: sk-PLANTED",
                "azure_scope: sk-PLANTED",
                "azure_authority_host: sk-PLANTED"));

        LoadedConfig loaded = loading.load();

        assertThat(loaded.config()).isPresent();
        assertThat(loaded.toString()).doesNotContain("PLANTED").contains("client_secret");
    }
}
