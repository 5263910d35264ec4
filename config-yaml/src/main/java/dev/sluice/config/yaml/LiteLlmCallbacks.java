package dev.sluice.config.yaml;

import java.util.Set;

/** The names that LiteLLM takes in {@code callbacks}, and for which there is no sink here. */
final class LiteLlmCallbacks {
    static final Set<String> NAMES =
            Set.of(("agentops aim argilla arize arize_phoenix athina azure_content_safety azure_storage"
                            + " batch_redis_requests bedrock_guardrails braintrust cloudzero datadog"
                            + " datadog_llm_observability deepeval detect_prompt_injection dynamic_rate_limiter dynamodb"
                            + " galileo gcs_bucket gcs_pubsub generic generic_api generic_api_callback greenscale"
                            + " guardrails_ai helicone hide_secrets humanloop lago lakera_prompt_injection langfuse"
                            + " langfuse_otel langsmith langtrace literalai llmguard_moderations logfire lunary mlflow"
                            + " openmeter opik opentelemetry pagerduty posthog presidio prometheus_system promptlayer"
                            + " resend_email s3 s3_v2 sentry slack smtp_email sqs supabase traceloop vector_store_pre_call_hook"
                            + " wandb weights_biases")
                    .split(" "));

    private LiteLlmCallbacks() {}
}
