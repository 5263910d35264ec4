package dev.sluice.core.passthrough;

import dev.sluice.core.attempt.Drain;
import dev.sluice.core.attempt.ErrorBody;
import dev.sluice.core.attempt.Lookahead;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.ids.Probe;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ProviderRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Asks an account for an object in the name of a call: a GET with the call's OpenAI headers and its place in a trace, and
 * nothing of its body.
 */
final class AccountProbe implements Probe {
    private static final int LARGEST_ERROR = 64 << 10;

    private final Providers providers;
    private final Supplier<Headers> headers;
    private final CallContext context;
    private final EventLoop loop;
    private final boolean asksForMore;

    /**
     * A probe for that call.
     *
     * @param headers what accounts are told; made when there is one to ask
     * @param asksForMore whether it matters that there is no way to ask for an object, rather than no such object
     */
    AccountProbe(
            Providers providers, Supplier<Headers> headers, CallContext context, EventLoop loop, boolean asksForMore) {
        this.providers = providers;
        this.headers = headers;
        this.context = context;
        this.loop = loop;
        this.asksForMore = asksForMore;
    }

    /** What of a call's headers is for a probe, too. */
    static Headers headersOf(Headers call) {
        return call.toBuilder().remove(name -> !isForProbes(name)).build();
    }

    private static boolean isForProbes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("openai-") || lower.equals("traceparent") || lower.equals("tracestate");
    }

    @Override
    public CompletionStage<Answer> ask(Deployment account, String path) {
        ProviderRequest get = new ProviderRequest("GET", path, null, headers.get(), Body.EMPTY, null, false);
        return CompletableFuture.<Void>completedFuture(null)
                .thenComposeAsync(start -> providers.of(account).call(account, get, context), loop::run)
                .thenComposeAsync(reply -> meaning(reply, path), loop::run)
                .exceptionally(failure -> Answer.UNKNOWN);
    }

    private CompletionStage<Answer> meaning(HttpReply reply, String path) {
        if (reply.status() == 404 && asksForMore && !AssistantsRoute.isOfAssistants(path)) {
            return denial(reply.body());
        }
        Drain.away(reply.body(), loop);
        return CompletableFuture.completedFuture(meaning(reply.status()));
    }

    private CompletionStage<Answer> denial(Body words) {
        if (words instanceof Body.Stream stream) {
            return new Lookahead(stream, LARGEST_ERROR, loop)
                    .begin(slice -> false)
                    .thenApply(seen -> {
                        Drain.away(seen.body(), loop);
                        return denial(seen.slices());
                    });
        }
        return CompletableFuture.completedFuture(
                denial(words instanceof Body.Bytes bytes ? bytes.slices() : List.of()));
    }

    private static Answer denial(List<ByteBuffer> words) {
        return ErrorBody.of(words).isApiGone() ? Answer.UNASKABLE : Answer.ABSENT;
    }

    /** Whose key is not good enough, may still have the object. */
    private Answer meaning(int status) {
        if (status < 300) {
            return Answer.PRESENT;
        }
        return switch (status) {
            case 401, 403, 408, 429 -> Answer.UNKNOWN;
            case 405 -> asksForMore ? Answer.UNASKABLE : Answer.ABSENT;
            default -> status >= 500 ? Answer.UNKNOWN : Answer.ABSENT;
        };
    }
}
