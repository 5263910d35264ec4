package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;

/** {@code router_settings}. */
final class RouterKeys {
    private static final String ATTEMPTS = "the gateway decides by itself which failures are tried elsewhere";
    private static final String NO_COOLDOWN = "deployments are not cooled down";
    private static final String NO_FALLBACKS = "a call stays within its model group";
    private static final String ONE_NODE = "nodes share no state; there is no Redis";
    private static final String NO_CACHE = "answers are not cached";

    static final List<KnownKey> KEYS = List.of(
            supported(
                    "routing_strategy",
                    "`simple-shuffle`, `least-busy`, `latency-based-routing`, `usage-based-routing`,"
                            + " `usage-based-routing-v2` or `cost-based-routing`",
                    "`simple-shuffle`",
                    "How the deployment of a group is chosen; all but `simple-shuffle` are replaced by it, with a warning"),
            supported(
                    "model_group_alias",
                    "mapping of an alias to a group, or to `{model: group, hidden: boolean}`",
                    "empty",
                    "Other names of groups; `hidden: true` has no effect"),
            supported(
                    "timeout",
                    "seconds, more than 0",
                    "`litellm_settings.request_timeout`",
                    "How long any upstream may be silent, before the first byte and after"),
            supported(
                    "stream_timeout",
                    "seconds, more than 0",
                    "`timeout`",
                    "The same for the first byte of a streamed answer"),
            unsupported("routing_strategy_args", "the strategy has no arguments"),
            unsupported("num_retries", ATTEMPTS),
            unsupported("max_fallbacks", NO_FALLBACKS),
            unsupported("retry_after", ATTEMPTS),
            unsupported("allowed_fails", NO_COOLDOWN),
            unsupported("cooldown_time", NO_COOLDOWN),
            unsupported("disable_cooldowns", NO_COOLDOWN),
            unsupported("allowed_fails_policy", NO_COOLDOWN),
            unsupported("retry_policy", ATTEMPTS),
            unsupported("model_group_retry_policy", ATTEMPTS),
            unsupported("fallbacks", NO_FALLBACKS),
            unsupported("context_window_fallbacks", NO_FALLBACKS),
            unsupported("content_policy_fallbacks", NO_FALLBACKS),
            unsupported("default_fallbacks", NO_FALLBACKS),
            unsupported("default_litellm_params", "each deployment states its own; use a YAML anchor"),
            unsupported("default_max_parallel_requests", "each deployment states its own max_parallel_requests"),
            unsupported("enable_pre_call_checks", "prompts are not read before the call"),
            unsupported("enable_tag_filtering", "there is no routing by tags"),
            unsupported("tag_filtering_match_any", "there is no routing by tags"),
            unsupported("redis_url", ONE_NODE),
            unsupported("redis_host", ONE_NODE),
            unsupported("redis_port", ONE_NODE),
            unsupported("redis_password", ONE_NODE),
            unsupported("redis_db", ONE_NODE),
            unsupported("cache_responses", NO_CACHE),
            unsupported("caching_groups", NO_CACHE),
            unsupported("client_ttl", "connections are pooled and need no age limit"),
            unsupported("polling_interval", "calls do not queue by priority"),
            unsupported("default_priority", "calls do not queue by priority"),
            unsupported("optional_pre_call_checks", "there are no checks to switch on"),
            unsupported("provider_budget_config", "cost is not computed"),
            unsupported("assistants_config", "write assistant_settings at the top level"),
            unsupported("alerting_config", "the gateway does not alert"),
            unsupported("router_general_settings", "every deployment of the file is loaded at the start"));

    private RouterKeys() {}
}
