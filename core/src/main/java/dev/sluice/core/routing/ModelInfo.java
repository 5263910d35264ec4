package dev.sluice.core.routing;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known about the model of a deployment: {@code model_info}, and the prices of {@code litellm_params}.
 *
 * @param mode the API that it speaks best: {@code chat}, {@code responses}, {@code embedding}, …
 * @param inputCostPerToken US dollars for one token of the prompt; unknown is never 0
 * @param outputCostPerToken US dollars for one token of the answer
 */
public record ModelInfo(Optional<String> mode, OptionalDouble inputCostPerToken, OptionalDouble outputCostPerToken) {
    /** Nothing is known. */
    public static final ModelInfo UNKNOWN =
            new ModelInfo(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
