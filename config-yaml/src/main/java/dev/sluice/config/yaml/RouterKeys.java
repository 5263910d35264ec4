package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;

/** {@code router_settings}. */
final class RouterKeys {
    /** What may be written as fallbacks. */
    static final String FALLBACKS = "list of `{group: [groups]}`";

    private static final String ONE_NODE = "nodes share no state; there is no Redis";
    private static final String NO_CACHE = "answers are not cached";

    static final List<KnownKey> KEYS = List.of(
            supported(
                    "routing_strategy",
                    "`simple-shuffle`, `least-busy`, `latency-based-routing`, `usage-based-routing`,"
                            + " `usage-based-routing-v2` or `cost-based-routing`",
                    "`simple-shuffle`",
                    "How the deployment of a group is chosen, see [routing.md](routing.md); both usage-based ones are the same"),
            supported(
                    "routing_strategy_args",
                    "mapping with `lowest_latency_buffer` (number, from 0)",
                    "`{lowest_latency_buffer: 0}`",
                    "With `latency-based-routing`, deployments that are slower than the fastest by no more than this part"
                            + " share the calls; `ttl` has no effect"),
            supported(
                    "model_group_alias",
                    "mapping of an alias to a group, or to `{model: group, hidden: boolean}`",
                    "empty",
                    "Other names of groups; hidden ones are not listed"),
            supported(
                    "num_retries",
                    "whole number, from 0 to 100",
                    "`litellm_settings.num_retries`, else 2",
                    "Further attempts within the group, on other deployments first"),
            supported(
                    "retry_after",
                    "seconds, from 0",
                    "0",
                    "Before a deployment is tried again, at least so long is waited"),
            supported(
                    "retry_policy",
                    "mapping of `<error>Retries` to whole numbers, from 0 to 100",
                    "empty",
                    "Other numbers for some failures, such as `TimeoutErrorRetries: 1`"),
            supported(
                    "model_group_retry_policy",
                    "mapping of groups to such mappings",
                    "empty",
                    "The same for some groups; outranks `retry_policy`"),
            supported(
                    "allowed_fails",
                    "whole number, from 0",
                    "`litellm_settings.allowed_fails`, else 3",
                    "So many failures within a minute are borne before a deployment rests"),
            supported(
                    "allowed_fails_policy",
                    "mapping of `<error>AllowedFails` to whole numbers, from 0",
                    "empty",
                    "Other numbers for some failures, such as `RateLimitErrorAllowedFails: 100`"),
            supported(
                    "cooldown_time",
                    "seconds, from 0",
                    "`litellm_settings.cooldown_time`, else 5",
                    "How long a deployment rests after failures, where the upstream does not say; 0 for never"),
            supported("disable_cooldowns", "boolean", "`false`", "No deployment ever rests"),
            supported(
                    "fallbacks",
                    FALLBACKS,
                    "`litellm_settings.fallbacks`, else empty",
                    "Which groups take over when the attempts on a group are used up; the group `*` stands for all that"
                            + " are not named"),
            supported(
                    "context_window_fallbacks",
                    FALLBACKS,
                    "`litellm_settings.context_window_fallbacks`, else empty",
                    "The same when the prompt is too long for the model"),
            supported(
                    "content_policy_fallbacks",
                    FALLBACKS,
                    "`litellm_settings.content_policy_fallbacks`, else empty",
                    "The same when the content is refused"),
            supported(
                    "default_fallbacks",
                    "list of groups",
                    "`litellm_settings.default_fallbacks`, else empty",
                    "What takes over for groups that `fallbacks` does not name"),
            supported("max_fallbacks", "whole number, from 0 to 100", "5", "So many groups are tried beside the first"),
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
            unsupported("provider_budget_config", LiteLlmKeys.NO_COST),
            unsupported("assistants_config", "write assistant_settings at the top level"),
            unsupported("alerting_config", "the gateway does not alert"),
            unsupported("router_general_settings", "every deployment of the file is loaded at the start"));

    private RouterKeys() {}
}
