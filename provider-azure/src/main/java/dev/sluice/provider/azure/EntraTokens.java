package dev.sluice.provider.azure;

import dev.sluice.core.secret.Secret;
import dev.sluice.core.spi.Scheduler;
import dev.sluice.core.spi.Services;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens of every application that is in use. Thread-safe. */
final class EntraTokens implements AutoCloseable {
    private final Clock clock;
    private final Scheduler scheduler;
    private final TokenEndpoint endpoint;
    private final Map<EntraClient, EntraToken> tokens = new ConcurrentHashMap<>();

    EntraTokens(Services services) {
        this.clock = services.clock();
        this.scheduler = services.scheduler();
        this.endpoint = new TokenEndpoint(services);
    }

    /** A token for the application that holds now; complete, unless it has to be got first. */
    CompletionStage<Secret> of(EntraClient client) {
        return tokens.computeIfAbsent(client, this::newToken).get();
    }

    /** Has a token for the application ready from soon on, whether anybody asks for it or not. */
    void keep(EntraClient client) {
        tokens.computeIfAbsent(client, this::newToken).keep();
    }

    private EntraToken newToken(EntraClient client) {
        return new EntraToken(() -> endpoint.grant(client), clock, scheduler, idle -> tokens.remove(client, idle));
    }

    @Override
    public void close() {
        tokens.values().forEach(EntraToken::close);
        tokens.clear();
    }
}
