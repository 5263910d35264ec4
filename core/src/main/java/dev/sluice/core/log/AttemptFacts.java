package dev.sluice.core.log;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.http.Origin;
import dev.sluice.core.trace.TraceContext;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt on one deployment, up to its head or its failure.
 *
 * @param number 1 for the first of the call
 * @param trace its own span, a child of the call's; upstreams are told of it
 * @param deployment the deployment's id
 * @param group the model group that it serves; empty for the default upstream and accounts
 * @param provider the provider's type
 * @param server where it was sent; empty where the provider answers by itself, or finds its own way
 * @param upstreamModel what the upstream calls the model; empty where it is asked by the client's name
 * @param status the upstream's status, 0 where none came
 * @param error why none came
 * @param start from the call's arrival to the attempt's beginning
 * @param firstByte from its beginning to its head or failure
 */
public record AttemptFacts(
        int number,
        TraceContext trace,
        String deployment,
        String group,
        String provider,
        Optional<Origin> server,
        String upstreamModel,
        int status,
        Optional<ErrorKind> error,
        Duration start,
        Duration firstByte) {}
