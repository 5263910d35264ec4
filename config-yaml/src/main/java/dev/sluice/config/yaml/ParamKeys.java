package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.own;
import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;
import java.util.stream.Stream;

/** {@code litellm_params} of a deployment. */
final class ParamKeys {

    static final List<KnownKey> KEYS = Stream.of(upstream(), EntraKeys.KEYS, share(), ignored(), requestParameters())
            .flatMap(List::stream)
            .toList();

    private ParamKeys() {}

    private static List<KnownKey> upstream() {
        return List.of(
                supported(
                        "model",
                        "`<provider>/<name>`",
                        "required",
                        "The provider, and what the upstream calls the model; without a provider it is `openai`"),
                supported(
                        "custom_llm_provider",
                        "string",
                        "the prefix of `model`",
                        "The provider, where `model` does not say it"),
                supported(
                        "api_key",
                        "secret",
                        "openai: `OPENAI_API_KEY`; azure: `AZURE_OPENAI_API_KEY`, `AZURE_API_KEY`",
                        "The upstream's key"),
                supported(
                        "api_base",
                        "http(s) URL",
                        "openai: `OPENAI_BASE_URL`, `OPENAI_API_BASE`, else the provider's own; azure: `AZURE_API_BASE`, else an error",
                        "Where the upstream is"),
                supported("base_url", "http(s) URL", "–", "Another name of `api_base`, which outranks it"),
                supported(
                        "api_version",
                        "string",
                        "azure: `AZURE_API_VERSION`, else the v1 surface, which has none",
                        "The upstream's `api-version`, where the client sends none"),
                supported(
                        "organization",
                        "string, or list of strings",
                        "openai: `OPENAI_ORGANIZATION`",
                        "`OpenAI-Organization`; a list makes one deployment of each entry, with ids of their own"),
                supported(
                        "timeout",
                        "seconds, more than 0",
                        "`router_settings.timeout`",
                        "How long the upstream may be silent, before the first byte and after"),
                supported(
                        "stream_timeout",
                        "seconds, more than 0",
                        "`router_settings.stream_timeout`",
                        "The same for the first byte of a streamed answer"),
                supported("mock_response", "string", "none", "Answers with this text instead of calling an upstream"),
                supported("extra_headers", "mapping of names to strings", "none", "Headers to add to each call"));
    }

    private static List<KnownKey> share() {
        return List.of(
                supported(
                        "weight",
                        "number, from 0",
                        "none",
                        "Its part of the group's calls with `simple-shuffle`; the first choice for weighing"),
                supported(
                        "rpm",
                        "whole number, from 0",
                        "none",
                        "Requests a minute. With `simple-shuffle` it weighs where nobody has a `weight`; with"
                                + " `latency-based-routing`, `usage-based-routing-v2` and `cost-based-routing` it limits"),
                supported(
                        "tpm",
                        "whole number, from 0",
                        "none",
                        "Tokens a minute; weighs where nobody has either, and limits as `rpm` does"),
                supported("order", "whole number", "none", "Lower ones are tried first; who has none comes last"),
                supported(
                        "max_parallel_requests",
                        "whole number, from 1",
                        "none",
                        "The most calls in flight; the next one goes to another deployment, or is answered with 429"),
                supported(
                        "num_retries",
                        "whole number, from 0 to 100",
                        "`router_settings.num_retries`",
                        "Further attempts for a call that began here"),
                supported("max_retries", "whole number, from 0 to 100", "none", "As `num_retries`, which outranks it"),
                supported(
                        "cooldown_time",
                        "seconds, from 0",
                        "`router_settings.cooldown_time`",
                        "How long it rests after failures, where the upstream does not say; 0 for never"),
                supported(
                        "input_cost_per_token",
                        "US dollars, from 0",
                        "none",
                        "What a call costs, before the price table, and what `cost-based-routing` compares; there a price"
                                + " that neither says is dearer than any"),
                supported("output_cost_per_token", "US dollars, from 0", "none", "The same for the answer's tokens"),
                price("cache_read_input_token_cost", "tokens that were read from a cache"),
                price("cache_creation_input_token_cost", "tokens that were written to a cache"),
                price("input_cost_per_audio_token", "tokens of sound in the prompt"),
                price("output_cost_per_audio_token", "tokens of sound in the answer"),
                price("input_cost_per_image_token", "tokens of images in the prompt"),
                price("output_cost_per_image_token", "tokens of images in the answer"),
                price("output_cost_per_reasoning_token", "tokens of reasoning"),
                price("input_cost_per_second", "seconds of sound"));
    }

    private static KnownKey price(String key, String what) {
        return supported(key, "US dollars, from 0", "the price table's", "The same for " + what);
    }

    private static List<KnownKey> ignored() {
        return List.of(
                unsupported("tags", "there is no routing by tags"),
                unsupported("max_budget", LiteLlmKeys.NO_COST),
                unsupported("budget_duration", LiteLlmKeys.NO_COST),
                unsupported(
                        "use_in_pass_through",
                        "every deployment serves the pass-through when a call names its group; OPENAI_API_KEY serves the rest"),
                unsupported("litellm_credential_name", "there is no credential_list; write api_key here"),
                unsupported(
                        "configurable_clientside_auth_params",
                        "a request never decides where it goes or with which key"),
                unsupported("*_per_second", "only seconds that are listened to have a price"),
                unsupported("*_per_pixel", "images are priced by their tokens"),
                unsupported("drop_params", "bodies are passed on as they came; nothing is dropped"),
                unsupported("region_name", "it belongs to providers that are not built in"),
                unsupported("max_file_size_mb", "general_settings.max_request_size_mb limits every request"),
                own(
                        "any other key",
                        "string, number or boolean",
                        "–",
                        "With a provider of your own: handed to it. With a built-in one: an unknown key"));
    }

    private static List<KnownKey> requestParameters() {
        return Stream.of(
                        "temperature",
                        "top_p",
                        "n",
                        "seed",
                        "stop",
                        "user",
                        "max_tokens",
                        "max_completion_tokens",
                        "presence_penalty",
                        "frequency_penalty",
                        "logit_bias",
                        "reasoning_effort",
                        "response_format",
                        "extra_body")
                .map(name ->
                        unsupported(name, "bodies are passed on as they came; the client sends its own parameters"))
                .toList();
    }
}
