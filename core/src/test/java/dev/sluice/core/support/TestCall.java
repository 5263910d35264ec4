package dev.sluice.core.support;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.passthrough.GatewayRequest;
import dev.sluice.core.passthrough.GatewayRequest.Entry;

/**
 * A client's call, with the right key.
 *
 * @param method the method
 * @param target path and query
 * @param entry the door
 * @param headers its headers but for the key
 * @param body its body
 * @param cancellation cancelled when the client leaves
 */
public record TestCall(
        String method, String target, Entry entry, Headers headers, Body body, Cancellation cancellation) {
    /** A call without a body on {@code /openai/…}. */
    public static TestCall of(String method, String target) {
        return new TestCall(method, target, Entry.PASS_THROUGH, Headers.EMPTY, Body.EMPTY, new Cancellation());
    }

    /** A GET. */
    public static TestCall get(String target) {
        return of("GET", target);
    }

    /** A POST of that JSON. */
    public static TestCall post(String target, String... json) {
        return of("POST", target).header("Content-Type", "application/json").body(Streams.of(json));
    }

    /** A POST of that form, whose boundary is {@code xyz}. */
    public static TestCall form(String target, String... body) {
        return of("POST", target)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .body(Streams.of(body));
    }

    /** The same by the door of {@code /v1/…}. */
    public TestCall nativeRoute() {
        return new TestCall(method, target, Entry.NATIVE, headers, body, cancellation);
    }

    /** The same with one more header. */
    public TestCall header(String name, String value) {
        Headers more = headers.toBuilder().add(name, value).build();
        return new TestCall(method, target, entry, more, body, cancellation);
    }

    /** The same with another body. */
    public TestCall body(Body other) {
        return new TestCall(method, target, entry, headers, other, cancellation);
    }

    GatewayRequest on(EventLoop loop) {
        int question = target.indexOf('?');
        return new GatewayRequest(
                "call-1",
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? null : target.substring(question + 1),
                headers.toBuilder()
                        .addIfAbsent("Authorization", "Bearer " + TestGateway.KEY)
                        .build(),
                body,
                entry,
                cancellation,
                loop);
    }
}
