package dev.sluice.provider.azure;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.testkit.RecordingTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Entra and Azure in one: calls are answered at once, requests for tokens when the test says so. Thread-safe. */
final class TokenUpstream implements RecordingTransport.Upstream {
    private static final String ENDPOINT = "/oauth2/v2.0/token";

    private final List<HttpCall> tokenRequests = new CopyOnWriteArrayList<>();
    private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<HttpReply>> waiting = new ArrayDeque<>();

    @Override
    public CompletionStage<HttpReply> answer(HttpCall call) {
        if (!call.target().endsWith(ENDPOINT)) {
            calls.add(call);
            return CompletableFuture.completedFuture(Azure.OK);
        }
        tokenRequests.add(call);
        CompletableFuture<HttpReply> answer = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.add(answer);
        }
        return answer;
    }

    /** Every request for a token so far. */
    List<HttpCall> tokenRequests() {
        return List.copyOf(tokenRequests);
    }

    /** What every call so far has proved itself with. */
    List<String> credentials() {
        return calls.stream()
                .map(call -> call.headers().first("Authorization").orElse("nothing"))
                .toList();
    }

    /** Answers the oldest request that waits. */
    void answerWith(HttpReply reply) {
        next().complete(reply);
    }

    void failWith(RuntimeException failure) {
        next().completeExceptionally(failure);
    }

    /** Answers the oldest request that waits with a token. */
    void grant(String token, long seconds) {
        answerWith(json(
                200, "{\"token_type\":\"Bearer\",\"expires_in\":" + seconds + ",\"access_token\":\"" + token + "\"}"));
    }

    private CompletableFuture<HttpReply> next() {
        synchronized (waiting) {
            return waiting.remove();
        }
    }

    static HttpReply json(int status, String body) {
        return new HttpReply(
                status,
                Headers.of("Content-Type", "application/json"),
                Body.Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
    }
}
