package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.own;
import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;
import java.util.stream.Stream;

/** {@code assistant_settings} and its {@code litellm_params}. */
final class AssistantKeys {
    static final List<KnownKey> KEYS = List.of(
            supported(
                    "custom_llm_provider",
                    "string",
                    "required",
                    "The provider that serves the Assistants API: `openai`, `azure`, a provider of your own, or `local` for the gateway itself"),
            own(
                    "embedding_model",
                    "string, a model of `model_list`",
                    "none: files are searched by their words",
                    "With `local`: the model that says what pieces of files mean, by `/v1/embeddings`"),
            supported("litellm_params", "mapping", "empty", "Where it is and how it is called"));

    static final List<KnownKey> PARAMS =
            Stream.of(upstream(), EntraKeys.KEYS, rest()).flatMap(List::stream).toList();

    private AssistantKeys() {}

    private static List<KnownKey> upstream() {
        return List.of(
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
                supported("organization", "string", "openai: `OPENAI_ORGANIZATION`", "`OpenAI-Organization`"),
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
                supported("extra_headers", "mapping of names to strings", "none", "Headers to add to each call"));
    }

    private static List<KnownKey> rest() {
        return List.of(
                unsupported("max_retries", "one attempt is one request; the client's own retries are not multiplied"),
                own(
                        "any other key",
                        "string, number or boolean",
                        "–",
                        "With a provider of your own: handed to it. With a built-in one: an unknown key"));
    }
}
