package dev.sluice.core.spi;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.routing.Deployment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Speaks to one kind of upstream: makes the URL, sets the credential, names the model as the upstream does.
 *
 * <h2>Threading</h2>
 * One instance serves every call, from any event loop, concurrently; must not block. Called on the call's own loop; if it
 * has to wait for something before it sends, it comes back to {@link CallContext#loop()}, where the request's body lives.
 *
 * <h2>Completion</h2>
 * Completes at the head of the answer, on any thread; a body's signals come one after another, on any thread too. The
 * service brings them back to the call's event loop.
 *
 * <h2>Errors</h2>
 * Whatever the upstream answers is an answer, 4xx and 5xx included. Fails only with {@link
 * dev.sluice.core.error.GatewayException}, as {@link Transport} does.
 *
 * <h2>Back-pressure</h2>
 * The reply's body is read as fast as its subscriber asks, no faster.
 */
public interface Provider extends AutoCloseable {
    /** The type, as written before the slash in {@code litellm_params.model}: lower case, digits, {@code _}. */
    String type();

    /** Makes the call on the deployment. */
    CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context);

    /**
     * Opens a WebSocket on the deployment. The request is a GET without a body; its query may name the model, see {@link
     * ProviderRequest#queryNaming}, and its {@code Sec-WebSocket-Protocol} offers the sub-protocols. The rules are those
     * of {@link #call}, and of {@link Transport#connect}.
     */
    default CompletionStage<Upgrade> connect(Deployment deployment, ProviderRequest request, CallContext context) {
        return CompletableFuture.failedFuture(GatewayException.notSent(
                ErrorKind.INVALID_REQUEST,
                "Deployments of type '" + type() + "' open no WebSocket. Name a model that another provider serves."));
    }

    /**
     * Tells at the start that calls on the deployment are to come, so that what the first of them would have to wait for
     * can be got ready meanwhile. Answers at once and never throws: what is wrong, the calls say.
     */
    default void prepare(Deployment deployment) {}

    /** Releases what the provider holds; calls in flight may fail. */
    @Override
    default void close() {}
}
