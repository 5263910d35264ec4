package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.free;
import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;

/** An entry of {@code model_list} and its {@code model_info}. */
final class ModelKeys {
    private static final String ONLY_TOKENS = "write prices into litellm_params; images are priced by their tokens";

    static final List<KnownKey> ENTRY = List.of(
            supported(
                    "model_name",
                    "string",
                    "required",
                    "The name clients call; entries of one name form a group. A `*` in it stands for any text"),
            supported("litellm_params", "mapping", "required", "Where the deployment is and how it is called"),
            supported("model_info", "mapping", "empty", "What is known about it"),
            supported("rpm", "whole number, from 0", "none", "As `litellm_params.rpm`, which outranks it"),
            supported("tpm", "whole number, from 0", "none", "As `litellm_params.tpm`, which outranks it"));

    static final List<KnownKey> INFO = List.of(
            supported(
                    "id",
                    "string",
                    "made of the group and the address",
                    "The deployment's id, as clients see it; unique in the configuration"),
            supported(
                    "mode",
                    "string",
                    "none",
                    "What kind of model it is, such as `chat` or `responses`; kept with the deployment, and no call is"
                            + " chosen by it"),
            supported(
                    "input_cost_per_token",
                    "US dollars, from 0",
                    "none",
                    "As `litellm_params.input_cost_per_token`, which outranks it"),
            supported(
                    "output_cost_per_token",
                    "US dollars, from 0",
                    "none",
                    "As `litellm_params.output_cost_per_token`, which outranks it"),
            supported(
                    "base_model",
                    "string",
                    "the upstream's name of the model",
                    "What the price table calls the model, such as `azure/gpt-4o` for a deployment of another name"),
            unsupported("max_tokens", "token limits are the upstream's"),
            unsupported("max_input_tokens", "token limits are the upstream's"),
            unsupported("max_output_tokens", "token limits are the upstream's"),
            unsupported("*_per_second", ONLY_TOKENS),
            unsupported("*_per_pixel", ONLY_TOKENS),
            unsupported("access_groups", "there are no keys but the master key, so no rights by group"),
            unsupported(
                    "supported_environments",
                    "every deployment of the file is loaded; use one file for each environment"),
            free("any other key", "A note to yourself; nothing reads it"));

    private ModelKeys() {}
}
