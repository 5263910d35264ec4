package dev.sluice.testkit;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.Transport;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A transport over real sockets that keeps whole bodies in memory: enough for a provider's tests to see what goes over the
 * wire. It does not stream, and cancels nothing. Thread-safe.
 */
public final class WholeBodyTransport implements Transport {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public CompletionStage<HttpReply> send(HttpCall call, CallContext context) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(call.origin() + call.target()))
                .timeout(call.timeouts().firstByte())
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(Bodies.bytes(call.body())));
        call.headers().forEach(request::header);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .handle((response, failure) -> {
                    if (response == null) {
                        throw translated(failure);
                    }
                    return reply(response);
                });
    }

    private static HttpReply reply(HttpResponse<byte[]> response) {
        Headers.Builder headers = Headers.builder();
        response.headers().map().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        return new HttpReply(response.statusCode(), headers.build(), Body.Bytes.of(response.body()));
    }

    private static GatewayException translated(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConnectException
                ? GatewayException.notSent(ErrorKind.UPSTREAM_UNREACHABLE, "The upstream could not be reached.")
                : new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.SENT, "The upstream gave no answer.");
    }

    @Override
    public void close() {}
}
