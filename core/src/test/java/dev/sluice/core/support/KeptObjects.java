package dev.sluice.core.support;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ProviderRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Accounts that have objects and deny every other; some may be down. */
public final class KeptObjects implements ScriptedProvider.Answer {
    private final Map<String, Set<String>> paths = new HashMap<>();
    private final Map<String, Integer> down = new HashMap<>();

    /** The account has the object of that path. */
    public KeptObjects keep(String account, String path) {
        paths.computeIfAbsent(account, name -> new HashSet<>()).add(path);
        return this;
    }

    /** The account answers everything with that status. */
    public KeptObjects down(String account, int status) {
        down.put(account, status);
        return this;
    }

    @Override
    public CompletionStage<HttpReply> to(Deployment deployment, ProviderRequest request) {
        String account = Setup.nameOf(deployment.account());
        boolean found = paths.getOrDefault(account, Set.of()).stream()
                .anyMatch(path -> request.path().equals(path) || request.path().startsWith(path + "/"));
        int status = down.getOrDefault(account, found ? 200 : 404);
        Body body = Streams.of("{\"error\":{\"message\":\"none\"}}");
        return CompletableFuture.completedFuture(
                new HttpReply(status, Headers.of("Content-Type", "application/json"), body));
    }
}
