package dev.sluice.core.spi;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Deployment;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Calls the gateway's own models, as clients call them: balanced, retried, logged and counted. Only the key is not asked
 * for.
 *
 * <h2>Threading</h2>
 * Called on the call's loop, and completes there.
 *
 * <h2>Completion</h2>
 * Completes at the head of the answer.
 *
 * <h2>Errors</h2>
 * Never fails: the gateway's own failures are answers too, in the shape that OpenAI's SDKs read. A body that was cut short
 * ends with {@link dev.sluice.core.error.GatewayException}.
 *
 * <h2>Back-pressure</h2>
 * The body is read as fast as its subscriber asks, no faster.
 */
public interface ModelCaller {
    /** A deployment that may serve this model, of which all that may are taken to be alike; empty where none does. */
    Optional<Deployment> serving(String model);

    /** Makes the call. A reply's body must be subscribed to, or the call cancelled. */
    CompletionStage<HttpReply> call(ModelCall call);
}
