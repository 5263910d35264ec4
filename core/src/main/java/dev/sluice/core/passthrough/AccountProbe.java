package dev.sluice.core.passthrough;

import dev.sluice.core.attempt.Drain;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.ids.Probe;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ProviderRequest;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks an account for an object in the name of a call: a GET with the call's OpenAI headers and nothing of its body. */
final class AccountProbe implements Probe {
    private final Providers providers;
    private final Headers headers;
    private final CallContext context;
    private final EventLoop loop;

    AccountProbe(Providers providers, Headers forUpstream, CallContext context, EventLoop loop) {
        this.providers = providers;
        this.headers = forUpstream.toBuilder()
                .remove(name -> !name.toLowerCase(Locale.ROOT).startsWith("openai-"))
                .build();
        this.context = context;
        this.loop = loop;
    }

    @Override
    public CompletionStage<Answer> ask(Deployment account, String path) {
        ProviderRequest get = new ProviderRequest("GET", path, null, headers, Body.EMPTY, null, false);
        return CompletableFuture.<Void>completedFuture(null)
                .thenComposeAsync(start -> providers.of(account).call(account, get, context), loop::run)
                .thenApplyAsync(
                        reply -> {
                            Drain.away(reply.body(), loop);
                            return meaning(reply);
                        },
                        loop::run)
                .exceptionally(failure -> Answer.UNKNOWN);
    }

    private static Answer meaning(HttpReply reply) {
        int status = reply.status();
        if (status < 300) {
            return Answer.PRESENT;
        }
        return status == 408 || status == 429 || status >= 500 ? Answer.UNKNOWN : Answer.ABSENT;
    }
}
