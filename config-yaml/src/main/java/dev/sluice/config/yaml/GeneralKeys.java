package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.own;
import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;
import java.util.stream.Stream;

/** {@code general_settings}. */
final class GeneralKeys {
    private static final String NOT_KEPT = "nothing of the kind is kept in the database";
    private static final String NO_KEYS = "there are no keys but the master key";
    private static final String NO_ALERTS = "the gateway does not alert";
    private static final String MODEL_STAYS = "the call's own model counts";
    private static final String NO_CHECKS = "upstreams are not called for health checks";
    private static final String NO_UI = "there is no user interface";

    static final List<KnownKey> KEYS = Stream.of(read(), storage(), access(), models(), operations())
            .flatMap(List::stream)
            .toList();

    private GeneralKeys() {}

    private static List<KnownKey> read() {
        return List.of(
                supported(
                        "master_key",
                        "secret",
                        "`LITELLM_MASTER_KEY`, else none",
                        "The key that callers must present; without one everybody may call"),
                supported(
                        "litellm_key_header_name",
                        "header name",
                        "none",
                        "One more header that may carry the key, beside `Authorization`, `api-key`, `x-api-key` and"
                                + " `x-litellm-api-key`"),
                supported(
                        "max_request_size_mb",
                        "MiB, from 0",
                        "0",
                        "Larger requests are refused with 413; 0 for no limit"),
                supported(
                        "global_max_parallel_requests",
                        "whole number, from 1",
                        "one for each 64 KiB of the largest heap",
                        "The most calls in flight; the next one is answered with 503 and `Retry-After`, before memory runs"
                                + " out"),
                own("drain_timeout", "seconds, from 0", "600", "How long running calls may go on after SIGTERM"),
                own(
                        "replay_limit_mb",
                        "MiB, from 0 to 1024",
                        "32",
                        "Bodies up to this size are kept while they are sent, and can be sent again"),
                own(
                        "replay_budget_mb",
                        "MiB, from 0 to 65536",
                        "64",
                        "What all kept bodies take together; beyond it bodies are streamed"),
                own(
                        "max_websocket_message_mb",
                        "MiB, up to 1024",
                        "16",
                        "WebSockets on which a larger message comes are closed with 1009"),
                own("access_log", "`stdout`, `off` or a path", "`stdout`", "Where the line about each call goes"),
                own(
                        "admin_port",
                        "port, from 0 to 65535",
                        "none",
                        "A second port with `/metrics` and `/health`, without a key; 0 for any free one. Without it,"
                                + " `/metrics` is on the main port, behind the key"),
                own("admin_host", "address", "`127.0.0.1`", "The address that `admin_port` is bound to"),
                own("plugins", "list of jar names", "empty", "The jars in `plugins/` that are loaded; no other is"));
    }

    private static List<KnownKey> storage() {
        return List.of(
                own(
                        "data_dir",
                        "path",
                        "`./sluice-data`",
                        "Where the SQLite file is that remembers across restarts; made on first use"),
                supported(
                        "database_url",
                        "secret: `postgresql://` URL",
                        "none",
                        "A PostgreSQL database instead of the SQLite file, shared by all gateways that name it"),
                supported(
                        "database_connection_pool_limit",
                        "whole number, from 1 to 1000",
                        "10",
                        "How many connections this process may open to PostgreSQL at a time for what it does there"),
                own(
                        "id_ledger_limit",
                        "whole number, from 1000 to 1000000000",
                        "1000000",
                        "How many ids of each kind are remembered; the longest unused ones are forgotten"),
                unsupported("database_connection_timeout", "no call waits for the database"),
                unsupported("store_model_in_db", "models are what model_list says"),
                unsupported("disable_spend_logs", NOT_KEPT),
                unsupported("disable_spend_updates", NOT_KEPT),
                unsupported("disable_error_logs", NOT_KEPT),
                unsupported("disable_reset_budget", NOT_KEPT),
                unsupported("disable_adding_master_key_hash_to_db", NOT_KEPT),
                unsupported("proxy_batch_write_at", NOT_KEPT),
                unsupported("store_prompts_in_spend_logs", "prompts and answers are never logged"),
                unsupported("maximum_spend_logs_retention_period", NOT_KEPT),
                unsupported("maximum_spend_logs_retention_interval", NOT_KEPT),
                unsupported(
                        "allow_requests_on_db_unavailable", "calls are served always; they never need the database"));
    }

    private static List<KnownKey> access() {
        return List.of(
                unsupported("user_api_key_cache_ttl", NO_KEYS),
                unsupported("user_header_name", "there are no end users"),
                unsupported("custom_auth", "Python hooks cannot be loaded"),
                unsupported("allowed_routes", "the master key may call every route"),
                unsupported("public_routes", "only health checks need no key"),
                unsupported("admin_only_routes", "there are no administration routes"),
                unsupported("allowed_ips", "let a firewall or a reverse proxy decide"),
                unsupported("enforced_params", "the upstream validates requests"),
                unsupported("enforce_user_param", "the upstream validates requests"),
                unsupported("reject_clientside_metadata_tags", "there is no routing by tags"),
                unsupported("allow_client_side_credentials", "a request never decides with which key it is sent"),
                unsupported("disable_master_key_return", "the master key is never told to anybody"),
                unsupported("key_management_system", "secrets come from the environment; let your platform fill it"),
                unsupported("key_management_settings", "secrets come from the environment; let your platform fill it"),
                unsupported("enable_jwt_auth", NO_KEYS),
                unsupported("litellm_jwtauth", NO_KEYS),
                unsupported("enable_oauth2_auth", NO_KEYS),
                unsupported("ui_access_mode", NO_UI),
                unsupported("use_x_forwarded_for", "the client's address is used for nothing"));
    }

    private static List<KnownKey> models() {
        return List.of(
                unsupported("completion_model", MODEL_STAYS),
                unsupported("embedding_model", MODEL_STAYS),
                unsupported("image_generation_model", MODEL_STAYS),
                unsupported("moderation_model", MODEL_STAYS),
                unsupported("infer_model_from_keys", "models are what model_list says"),
                unsupported(
                        "forward_client_headers_to_llm_api",
                        "client headers are forwarded always, but for those that carry the gateway's key or control it"),
                unsupported("forward_openai_org_id", "OpenAI-Organization is forwarded always"),
                unsupported(
                        "pass_through_endpoints", "the pass-through goes to the deployments and the default upstream"),
                unsupported("pass_through_request_timeout", "write litellm_settings.request_timeout"),
                unsupported(
                        "use_client_credentials_pass_through_routes",
                        "a request never decides with which key it is sent"));
    }

    private static List<KnownKey> operations() {
        return List.of(
                unsupported("max_response_size_mb", "answers are streamed and need no limit"),
                unsupported("max_parallel_requests", "each deployment states its own max_parallel_requests"),
                unsupported("background_health_checks", NO_CHECKS),
                unsupported("health_check_interval", NO_CHECKS),
                unsupported("health_check_details", NO_CHECKS),
                unsupported("alerting", NO_ALERTS),
                unsupported("alerting_threshold", NO_ALERTS),
                unsupported("alert_types", NO_ALERTS),
                unsupported("alert_to_webhook_url", NO_ALERTS),
                unsupported("alerting_args", NO_ALERTS),
                unsupported("spend_report_frequency", NO_ALERTS));
    }
}
