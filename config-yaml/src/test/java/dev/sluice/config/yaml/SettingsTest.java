package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.config.GatewayConfig.AssistantSettings;
import dev.sluice.core.config.LoggingSettings;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.Share;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each key of the other sections, and what holds without it. */
class SettingsTest {
    private final Loading loading;

    SettingsTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    @Test
    void an_empty_mapping_gives_every_default() {
        assertThat(loading.write("{}").config())
                .isEqualTo(new GatewayConfig(
                        List.of(),
                        Optional.empty(),
                        RouterSettings.DEFAULT,
                        ServerSettings.DEFAULT,
                        StoreSettings.DEFAULT,
                        Optional.empty(),
                        LoggingSettings.DEFAULT,
                        List.of()));
        assertThat(loading.warnings())
                .containsExactly("config.yaml:1:1 model_list: is empty and OPENAI_API_KEY is not set, so no call can be"
                        + " served; add a model");
    }

    @Test
    void every_general_setting_has_its_place() {
        GatewayConfig config = loading.write("""
                        general_settings:
                          master_key: sk-0123456789abcdef
                          litellm_key_header_name: X-My-Key
                          drain_timeout: 1.5
                          replay_limit_mb: 0.5
                          replay_budget_mb: 2
                          max_request_size_mb: 100
                          max_websocket_message_mb: 3
                          global_max_parallel_requests: 900
                          access_log: /var/log/sluice.log
                          plugins: [acme.jar, other-1.2.jar]
                        """).config();

        assertThat(config.server())
                .isEqualTo(new ServerSettings(
                        Optional.of(new SecretRef.Literal(Secret.of("sk-0123456789abcdef"))),
                        Optional.of("X-My-Key"),
                        Duration.ofMillis(1500),
                        512 << 10,
                        2 << 20,
                        100 << 20,
                        3 << 20,
                        "/var/log/sluice.log",
                        Optional.empty(),
                        900));
        assertThat(config.plugins()).containsExactly("acme.jar", "other-1.2.jar");
    }

    @Test
    void what_outlives_the_process_has_its_place() {
        Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://user:PLANTED@db:5432/sluice");
        GatewayConfig config = loading.write("""
                        model_list: [{model_name: m, litellm_params: {model: m, api_key: k}}]
                        general_settings:
                          data_dir: /var/lib/sluice
                          database_url: os.environ/DATABASE_URL
                          database_connection_pool_limit: 20
                          id_ledger_limit: 5000
                        """).config(environment);

        assertThat(config.store())
                .isEqualTo(new StoreSettings(
                        Path.of("/var/lib/sluice"), Optional.of(new SecretRef.Environment("DATABASE_URL")), 20, 5000));
        assertThat(loading.load(environment).warnings()).isEmpty();
        assertThat(loading.write("general_settings: {database_url: 'postgres://u:PLANTED@db/d'}")
                        .config()
                        .store()
                        .databaseUrl())
                .contains(new SecretRef.Literal(Secret.of("postgres://u:PLANTED@db/d")));
    }

    @Test
    void a_database_url_that_is_none_is_told_and_not_quoted() {
        loading.write("""
                general_settings:
                  database_url: os.environ/DATABASE_URL
                """);
        assertThat(loading.lines(loading.load(Map.of("DATABASE_URL", "mysql://user:PLANTED@db/d"))
                        .errors()))
                .containsExactly("config.yaml:2:17 general_settings.database_url: is no PostgreSQL URL; write"
                        + " postgresql://user:password@host:5432/database; without it a SQLite file is used");
        assertThat(loading.lines(loading.load(Map.of("DATABASE_URL", "postgresql://user:PLANTED@db"))
                        .errors()))
                .containsExactly("config.yaml:2:17 general_settings.database_url: names no database; write"
                        + " postgresql://user:password@host:5432/database; without it a SQLite file is used");
        assertThat(loading.errors())
                .containsExactly("config.yaml:2:17 general_settings.database_url: the environment variable DATABASE_URL"
                        + " is not set; export DATABASE_URL=… before the start");
    }

    @Test
    void a_parameter_of_the_database_url_without_effect_is_worth_a_word() {
        loading.write("""
                model_list: [{model_name: m, litellm_params: {model: m, api_key: k}}]
                general_settings: {database_url: "postgresql://u:PLANTED@db/d?PLANTED=true&sslmode=require"}
                """);

        assertThat(loading.warnings())
                .containsExactly(
                        "config.yaml:2:34 general_settings.database_url: has a parameter that has no effect; these"
                                + " have one: application_name, channel_binding, connect_timeout, options, schema,"
                                + " socket_timeout, sslcert, sslkey, sslmode, sslpassword, sslrootcert, target_session_attrs");
    }

    @Test
    void off_is_a_word_and_no_boolean() {
        assertThat(loading.write("general_settings: {access_log: off}")
                        .config()
                        .server()
                        .accessLog())
                .isEqualTo("off");
    }

    @Test
    void a_replay_limit_above_the_budget_is_worth_a_word() {
        loading.write("""
                model_list: [{model_name: m, litellm_params: {model: m, api_key: k}}]
                general_settings: {replay_limit_mb: 128}
                """);

        assertThat(loading.warnings())
                .containsExactly(
                        "config.yaml:2:37 general_settings.replay_limit_mb: is more than replay_budget_mb, so such"
                                + " bodies are never kept; raise the budget");
    }

    @Test
    void assistants_have_an_account_of_their_own() {
        GatewayConfig config = loading.write("""
                        litellm_settings: {request_timeout: 60}
                        assistant_settings:
                          custom_llm_provider: azure
                          litellm_params:
                            api_key: os.environ/KEY
                            api_base: https://contoso.openai.azure.com
                            api_version: 2024-05-01-preview
                            organization: org-1
                            stream_timeout: 5
                            extra_headers: {X-A: b}
                        """).config(Map.of("KEY", "value"));

        assertThat(config.assistants())
                .contains(new AssistantSettings(
                        "azure",
                        new Deployment(
                                "assistants",
                                "",
                                "azure",
                                "",
                                new Account(
                                        Optional.of("https://contoso.openai.azure.com"),
                                        Optional.of(new SecretRef.Environment("KEY")),
                                        Optional.of("org-1"),
                                        Optional.of("2024-05-01-preview")),
                                Share.EQUAL,
                                Timeouts.DEFAULT.withRequestTimeout(Duration.ofSeconds(60)),
                                Optional.of(Duration.ofSeconds(5)),
                                Map.of("extra_headers.X-A", "b"))));
    }

    @Test
    void the_embedding_model_of_assistants_is_one_of_the_models() {
        String models = "model_list: [{model_name: e, litellm_params: {model: local/e, mock_response: hi}}]\n";
        GatewayConfig config = loading.write(
                        models + "assistant_settings: {custom_llm_provider: local, embedding_model: e}\n")
                .config(Map.of());
        assertThat(config.assistants().orElseThrow().embeddingModel()).contains("e");

        loading.write(models + "assistant_settings: {custom_llm_provider: local, embedding_model: f}\n");
        assertThat(loading.warnings())
                .singleElement()
                .asString()
                .startsWith("config.yaml:2:67 assistant_settings.embedding_model: ");
    }

    @Test
    void assistants_need_a_provider_and_one_organization() {
        loading.write("assistant_settings: {litellm_params: {organization: [a], api_key: k}}\n");

        assertThat(loading.errors())
                .containsExactly(
                        "config.yaml:1:21 assistant_settings.custom_llm_provider: is missing; write who serves the"
                                + " Assistants API, such as openai",
                        "config.yaml:1:53 assistant_settings.litellm_params.organization: must be a string, but is a list");
    }

    @Test
    void sections_without_content_count_as_not_written() {
        loading.write("model_list:\nlitellm_settings:\nrouter_settings: ~\ngeneral_settings: null\ninclude:\n");

        assertThat(loading.config().server()).isEqualTo(ServerSettings.DEFAULT);
        assertThat(loading.config().router()).isEqualTo(RouterSettings.DEFAULT);
    }
}
