package dev.sluice.logging.otel.record;

import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.Operation;
import dev.sluice.core.log.Route;
import dev.sluice.core.log.RouteClass;
import java.time.Duration;
import java.util.Optional;

/** One attempt of a call that is over, as spans and metrics see it. */
record AttemptView(Completed call, AttemptFacts attempt) {
    private static final int FIRST_FAILURE = 400;

    /** Whether its answer went to the client. */
    boolean answered() {
        return attempt.number() == call.attempts().size() && attempt.error().isEmpty();
    }

    /** Whether an upstream did what it was asked for. */
    boolean succeeded() {
        return attempt.error().isEmpty() && attempt.status() < FIRST_FAILURE;
    }

    /** Why it failed: its own failure, the status, or what broke off its answer. */
    Optional<String> errorType() {
        if (attempt.error().isPresent()) {
            return attempt.error().map(Words::of);
        }
        if (attempt.status() >= FIRST_FAILURE) {
            return Optional.of(Integer.toString(attempt.status()));
        }
        return answered() ? call.error().map(Words::of) : Optional.empty();
    }

    /** How long it took. */
    Duration took() {
        return call.endOf(attempt).minus(attempt.start());
    }

    /** The model that the upstream was asked for. */
    Optional<String> model() {
        return attempt.upstreamModel().isEmpty() ? call.model() : Optional.of(attempt.upstreamModel());
    }

    /** Whether the configuration, rather than the client, named that model. */
    boolean isModelConfigured() {
        return !attempt.upstreamModel().isEmpty();
    }

    /** From its beginning to the first piece of a stream. */
    Optional<Duration> firstChunk() {
        return answered() ? call.answer().firstChunk().map(since -> since.minus(attempt.start())) : Optional.empty();
    }

    /** The provider as OpenTelemetry names it. */
    String provider() {
        return provider(attempt.provider());
    }

    static String provider(String type) {
        return type.equals("azure") ? "azure.ai.openai" : type;
    }

    /** Which of OpenAI's ways to chat it is. */
    Optional<String> apiType() {
        Route route = call.route();
        if (!route.operation().equals(Optional.of(Operation.CHAT))) {
            return Optional.empty();
        }
        return Optional.of(route.routeClass() == RouteClass.RESPONSES ? "responses" : "chat_completions");
    }
}
