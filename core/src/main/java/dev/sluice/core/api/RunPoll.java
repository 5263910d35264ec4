package dev.sluice.core.api;

import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.http.Headers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Looks at a run until it has come to rest, as often as the server says. */
final class RunPoll {
    private static final String INTERVAL = "openai-poll-after-ms";

    private final Caller caller;
    private final Endpoint endpoint;
    private final RequestOptions options;
    private final CompletableFuture<Run> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<Look> underWay;
    private volatile Cancellation.Registration nextLook = () -> {};

    RunPoll(Caller caller, Endpoint endpoint, RequestOptions options) {
        this.caller = caller;
        this.endpoint = endpoint;
        this.options = options;
    }

    CompletableFuture<Run> start() {
        Futures.onCancel(result, this::stopLooking);
        look();
        return result;
    }

    private void look() {
        if (result.isDone()) {
            return;
        }
        CompletableFuture<Look> look = caller.call(
                endpoint, options, (headers, body) -> new Look(caller.json().read(body, Run.class), interval(headers)));
        underWay = look;
        if (result.isCancelled()) {
            stopLooking();
        }
        Futures.then(look, (seen, failure) -> {
            if (failure != null) {
                result.completeExceptionally(Errors.of(failure));
            } else if (seen != null && seen.isAtRest()) {
                result.complete(seen.run());
            } else if (seen != null) {
                waitFor(seen.next());
            }
        });
    }

    private void waitFor(Duration interval) {
        nextLook = caller.loops().get().after(interval, this::look);
        if (result.isCancelled()) {
            stopLooking();
        }
    }

    private void stopLooking() {
        CompletableFuture<Look> look = underWay;
        if (look != null) {
            look.cancel(false);
        }
        nextLook.remove();
    }

    private Duration interval(Headers headers) {
        try {
            return headers.first(INTERVAL)
                    .map(text -> Duration.ofMillis(Long.parseLong(text.strip())))
                    .filter(wait -> !wait.isNegative())
                    .orElse(options.pollInterval());
        } catch (NumberFormatException noNumber) {
            return options.pollInterval();
        }
    }

    private record Look(Run run, Duration next) {
        boolean isAtRest() {
            return run.status().isTerminal() || run.status() == RunStatus.REQUIRES_ACTION;
        }
    }
}
