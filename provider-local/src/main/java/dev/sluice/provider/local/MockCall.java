package dev.sluice.provider.local;

import dev.sluice.core.call.Cancellation;

/**
 * A request that is to be answered.
 *
 * @param parameters its body
 * @param model the model's name in the answer
 * @param text the {@code mock_response}
 * @param cancellation whether the answer is still wanted
 */
record MockCall(Parameters parameters, String model, String text, Cancellation cancellation) {}
