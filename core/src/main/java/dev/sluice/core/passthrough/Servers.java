package dev.sluice.core.passthrough;

import dev.sluice.core.http.BaseUrl;
import dev.sluice.core.http.Origin;
import dev.sluice.core.routing.Deployment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where deployments are, for the record. Thread-safe. */
final class Servers {
    private static final String OPENAI = "openai";
    private static final Optional<Origin> OPENAI_ORIGIN = Optional.of(BaseUrl.OPENAI.origin());

    private final Map<String, Optional<Origin>> byBase = new ConcurrentHashMap<>();

    /** The server; empty for deployments that answer by themselves, and for providers that find their own way. */
    Optional<Origin> of(Deployment deployment) {
        if (Providers.isServedHere(deployment)) {
            return Optional.empty();
        }
        Optional<String> base = deployment.account().base();
        if (base.isEmpty()) {
            return deployment.provider().equals(OPENAI) ? OPENAI_ORIGIN : Optional.empty();
        }
        return byBase.computeIfAbsent(base.get(), Servers::parsed);
    }

    private static Optional<Origin> parsed(String base) {
        try {
            return Optional.of(BaseUrl.parse(base).origin());
        } catch (IllegalArgumentException noUrl) {
            return Optional.empty();
        }
    }
}
