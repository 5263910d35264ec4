package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.own;
import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;

/** {@code litellm_settings}. */
final class LiteLlmKeys {
    private static final String AS_CALLBACKS = "As `callbacks`: every sink is told of every call, however it ended";
    private static final String VERBATIM = "bodies are passed on as they came";
    static final String NO_COST = "cost is computed and told, and no budget is kept";
    private static final String NO_KEYS = "there are no keys but the master key";

    static final List<KnownKey> KEYS = List.of(
            supported(
                    "request_timeout",
                    "seconds, more than 0",
                    "600",
                    "How long any upstream may be silent, before the first byte and after"),
            ofRouter("num_retries", "whole number, from 0 to 100", "2"),
            ofRouter("fallbacks", RouterKeys.FALLBACKS, "empty"),
            ofRouter("context_window_fallbacks", RouterKeys.FALLBACKS, "empty"),
            ofRouter("content_policy_fallbacks", RouterKeys.FALLBACKS, "empty"),
            ofRouter("default_fallbacks", "list of groups", "empty"),
            ofRouter("allowed_fails", "whole number, from 0", "3"),
            ofRouter("cooldown_time", "seconds, from 0", "5"),
            supported(
                    "callbacks",
                    "list of names, or one",
                    "empty",
                    "Who is told of each call beside the access log, which is called `jsonl` here; names of plugins, too"),
            supported("success_callback", "list of names, or one", "empty", AS_CALLBACKS),
            supported("failure_callback", "list of names, or one", "empty", AS_CALLBACKS),
            supported(
                    "turn_off_message_logging",
                    "boolean",
                    "`true`",
                    "Prompts and answers are told to nobody; `false` lets `log_content_to` say to whom they are"),
            own(
                    "log_content_to",
                    "list of names out of `callbacks`",
                    "empty",
                    "Who is told prompts and answers, where `turn_off_message_logging` is `false`"),
            own(
                    "redact_patterns",
                    "list of regular expressions",
                    "empty",
                    "What is blotted out of prompts and answers before anybody is told; keys are always"),
            own(
                    "price_table",
                    "path",
                    "the table that the gateway comes with",
                    "What models cost: a table as [prices.md](prices.md) describes it, or LiteLLM's JSON"),
            unsupported("service_callbacks", "the gateway's own services are in its metrics"),
            unsupported("langfuse_default_tags", "there is no Langfuse"),
            unsupported("redact_user_api_key_info", "keys are never logged"),
            unsupported("drop_params", VERBATIM + "; nothing is dropped"),
            unsupported("modify_params", VERBATIM + "; nothing is modified"),
            unsupported("enable_json_schema_validation", VERBATIM + "; the upstream validates them"),
            unsupported("disable_add_transform_inline_image_block", VERBATIM + "; nothing is added"),
            unsupported("disable_hf_tokenizer_download", "tokens are not counted"),
            unsupported("enable_preview_features", "there are no preview features"),
            unsupported("set_verbose", "there is no verbose mode; the access log tells of each call"),
            unsupported("json_logs", "the access log is structured always"),
            unsupported("enable_azure_ad_token_refresh", "tokens that the gateway gets by itself are renewed always"),
            unsupported("telemetry", "the gateway sends none"),
            unsupported("cache", "answers are not cached"),
            unsupported("cache_params", "answers are not cached"),
            unsupported("max_budget", NO_COST),
            unsupported("budget_duration", NO_COST),
            unsupported("max_internal_user_budget", NO_COST),
            unsupported("internal_user_budget_duration", NO_COST),
            unsupported("max_end_user_budget", NO_COST),
            unsupported("disable_end_user_cost_tracking", NO_COST),
            unsupported("disable_end_user_cost_tracking_prometheus_only", NO_COST),
            unsupported("enable_loadbalancing_on_batch_endpoints", "batches go to the deployment that the call names"),
            unsupported("default_team_settings", "there are no teams"),
            unsupported("default_internal_user_params", "there are no users"),
            unsupported("upperbound_key_generate_params", NO_KEYS),
            unsupported("default_key_generate_params", NO_KEYS),
            unsupported("key_generation_settings", NO_KEYS),
            unsupported("model_group_settings", "client headers are forwarded for every group"),
            unsupported("force_ipv4", "the system's resolver decides between IPv4 and IPv6"),
            unsupported("ssl_verify", "certificates are verified always, against the JVM's trust store"),
            unsupported("add_user_information_to_llm_headers", "nothing about the caller is told to the upstream"),
            unsupported("mcp_aliases", "the gateway is no MCP gateway"),
            unsupported("network_mock", "use mock_response of a deployment"));

    private LiteLlmKeys() {}

    private static KnownKey ofRouter(String name, String value, String fallback) {
        return supported(name, value, fallback, "As `router_settings." + name + "`, which outranks it");
    }
}
