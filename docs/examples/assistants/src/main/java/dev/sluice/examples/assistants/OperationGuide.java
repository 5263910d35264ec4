package dev.sluice.examples.assistants;

import dev.sluice.core.api.ApiConnectionException;
import dev.sluice.core.api.ApiException;
import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.AssistantsAsync;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.api.NotFoundException;
import dev.sluice.core.api.RateLimitException;
import dev.sluice.core.api.RequestOptions;
import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.request.CreateRun;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What is around the operations: where they go, how they are made, how they fail, how they are ended. */
final class OperationGuide {
    private OperationGuide() {}

    static Gateway openAi(String apiKey) {
        // [openAi]
        Gateway gateway = Gateway.builder().openAi(apiKey).build();
        // [/openAi]
        return gateway;
    }

    static Gateway azure(String endpoint, String apiKey) {
        // [azure]
        Gateway gateway = Gateway.builder()
                .azure(endpoint, apiKey, "2025-04-01-preview") // models are the names of deployments
                .build();
        // [/azure]
        return gateway;
    }

    static Gateway compatible(String baseUrl, String apiKey, String token) {
        // [compatible]
        Gateway gateway = Gateway.builder()
                .compatible(baseUrl, apiKey) // with or without /v1; another Sluice, too
                .header("astra-api-token", token)
                .build();
        // [/compatible]
        return gateway;
    }

    static Gateway local(String baseUrl, String apiKey) {
        // [local]
        Gateway gateway = Gateway.builder()
                .local() // in memory; local(stores) keeps them
                .compatible(baseUrl, apiKey) // whose models the runs are executed on
                .build();
        // [/local]
        return gateway;
    }

    static Assistants options(Assistants assistants) {
        // [options]
        Assistants patient = assistants.with(RequestOptions.DEFAULT
                .withTimeout(Duration.ofMinutes(2)) // of one attempt
                .withMaxRetries(5)
                .withPollInterval(Duration.ofMillis(500)) // where the server does not say
                .withHeader("X-Team", "tutors"));
        // [/options]
        return patient;
    }

    static String errors(Assistants assistants, String threadId) {
        // [errors]
        try {
            return assistants.getThread(threadId).id();
        } catch (NotFoundException none) {
            return "There is no thread " + threadId;
        } catch (RateLimitException busy) {
            return "Again in " + busy.headers().first("retry-after").orElse("a while");
        } catch (ApiConnectionException lost) {
            return "Nobody knows: " + lost.getMessage();
        } catch (ApiException other) {
            return other.status() + other.error().flatMap(ApiError::code).orElse("");
        }
        // [/errors]
    }

    static CompletableFuture<Run> cancel(Assistants assistants, String threadId, String assistantId) {
        // [cancel]
        AssistantsAsync async = assistants.async();
        CompletableFuture<Run> run = async.createRunAndPoll(threadId, CreateRun.of(assistantId));
        run.cancel(false); // closes the connection; the run itself goes on until cancelRun
        // [/cancel]
        return run;
    }
}
