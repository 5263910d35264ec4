package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.passthrough.GatewayRequest.Entry;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.NamePattern;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.ModelCall;
import dev.sluice.core.spi.ModelCaller;
import dev.sluice.core.spi.Router;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Calls of models by providers, through the pass-through service of the same gateway. Providers are made before the
 * service is: it is handed in when it is there.
 */
public final class GatewayModels implements ModelCaller {
    private volatile @Nullable Connected connected;

    /** Hands the service in; before, there are no models. */
    public void connect(PassThrough service, Dispatcher dispatcher, Optional<Deployment> defaultUpstream) {
        connected = new Connected(service, dispatcher, defaultUpstream);
    }

    @Override
    public Optional<Deployment> serving(String model) {
        Connected gateway = connected;
        return gateway == null ? Optional.empty() : gateway.serving(model);
    }

    @Override
    public CompletionStage<HttpReply> call(ModelCall call) {
        Connected gateway = connected;
        if (gateway == null) {
            throw GatewayException.notSent(ErrorKind.OVERLOADED, "The gateway is starting.");
        }
        return gateway.service.serveAs(
                call.principal(),
                new GatewayRequest(
                        call.callId(),
                        call.method(),
                        call.path(),
                        null,
                        call.headers(),
                        call.body(),
                        Entry.NATIVE,
                        call.cancellation(),
                        call.loop()));
    }

    private record Connected(PassThrough service, Dispatcher dispatcher, Optional<Deployment> defaultUpstream) {
        Optional<Deployment> serving(String model) {
            Router router = dispatcher.router();
            if (!router.serves(model)) {
                return router.deployments().isEmpty() ? defaultUpstream : Optional.empty();
            }
            Plan plan = router.plan(new RouteQuery(model, true, null));
            Optional<Deployment> next = plan.next();
            next.ifPresent(plan::giveBack);
            return next.or(() -> resting(plan.group().orElse(model)));
        }

        private Optional<Deployment> resting(String model) {
            return dispatcher.router().deployments().stream()
                    .filter(deployment -> isFor(deployment.group(), model))
                    .findFirst();
        }

        private static boolean isFor(String group, String model) {
            return NamePattern.isPattern(group)
                    ? new NamePattern(group).match(model).isPresent()
                    : group.equals(model);
        }
    }
}
