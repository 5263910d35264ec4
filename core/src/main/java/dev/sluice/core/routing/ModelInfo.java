package dev.sluice.core.routing;

import dev.sluice.core.price.Prices;
import java.util.Optional;

/**
 * What is known about the model of a deployment: {@code model_info}, and the prices of {@code litellm_params}.
 *
 * @param mode the API that it speaks best: {@code chat}, {@code responses}, {@code embedding}, …
 * @param baseModel what the price table calls the model, where the upstream's name for it does not say
 * @param prices the prices that are written for this deployment
 */
public record ModelInfo(Optional<String> mode, Optional<String> baseModel, Prices prices) {
    /** Nothing is known. */
    public static final ModelInfo UNKNOWN = new ModelInfo(Optional.empty(), Optional.empty(), Prices.UNKNOWN);
}
