package dev.sluice.config.yaml;

import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import java.util.Map;
import java.util.Optional;

/** The deployments that nobody has to write: the upstream of the environment, and the demonstration without one. */
final class DefaultUpstream {
    private static final String DEMO = "demo";
    private static final String GREETING = "Hello from Sluice! The gateway works. This answer is built in: set"
            + " OPENAI_API_KEY, or start with --config config.yaml, to reach a real model.";

    private DefaultUpstream() {}

    /** {@code OPENAI_API_KEY} at {@code OPENAI_API_BASE}; empty without the key. */
    static Optional<Deployment> of(Upstreams upstreams, Limits limits) {
        return upstreams
                .defaultAccount()
                .map(account -> new Deployment(
                        DeploymentIds.DEFAULT,
                        "",
                        Providers.OPENAI,
                        "",
                        account,
                        Share.EQUAL,
                        limits.timeouts(),
                        limits.streamFirstByte(),
                        Map.of()));
    }

    /** A model that answers a fixed text. */
    static Deployment demo() {
        return new Deployment(
                DEMO,
                DEMO,
                Providers.LOCAL,
                DEMO,
                Account.NONE,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.empty(),
                Map.of(Deployment.MOCK_RESPONSE, GREETING));
    }
}
