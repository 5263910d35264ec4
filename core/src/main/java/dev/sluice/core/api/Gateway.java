package dev.sluice.core.api;

import dev.sluice.core.call.Principal;
import dev.sluice.core.passthrough.GatewayRequest;
import dev.sluice.core.passthrough.GatewayRequest.Entry;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.spi.JsonCodec;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * A gateway in the program itself: the same router, retries, keys and records as the server has, without a hop.
 *
 * <pre>{@code
 * try (Gateway gateway = Gateway.builder().openAi(apiKey).build()) {
 *     Assistants assistants = gateway.assistants();
 *     Assistant tutor = assistants.createAssistant(CreateAssistant.builder()
 *             .model("gpt-4o")
 *             .name("Math Tutor")
 *             .instructions("You are a math tutor. Help solve equations.")
 *             .build());
 * }
 * }</pre>
 *
 * <p>Thread-safe. To be closed, which ends its calls.
 */
public final class Gateway implements AutoCloseable {
    private final PassThrough service;
    private final AssistantsAsync assistants;
    private final BlockingGuard guard;
    private final Runnable close;
    private final AtomicLong calls = new AtomicLong();

    Gateway(PassThrough service, GatewayBuilder.Parts parts, JsonCodec json, Clock clock, RandomGenerator random) {
        this.service = service;
        this.guard = new BlockingGuard(parts.wire().onLoop());
        this.close = parts.close();
        Door door = (endpoint, headers, body, cancellation, loop) -> this.service.serveAs(
                Principal.ANONYMOUS,
                new GatewayRequest(
                        "embedded-" + calls.incrementAndGet(),
                        endpoint.method(),
                        "/v1" + endpoint.path(),
                        endpoint.query().isEmpty() ? null : endpoint.query(),
                        headers,
                        body,
                        Entry.NATIVE,
                        cancellation,
                        loop));
        this.assistants = new AssistantsAsync(
                new Caller(door, parts.wire().loops(), json, new Retries(clock, random), guard),
                RequestOptions.DEFAULT);
    }

    /** A builder. */
    public static GatewayBuilder builder() {
        return new GatewayBuilder();
    }

    /** The Assistants API for threads that wait. */
    public Assistants assistants() {
        return new Assistants(assistants);
    }

    /** The Assistants API without waiting. */
    public AssistantsAsync assistantsAsync() {
        return assistants;
    }

    /** The service itself, for calls of any endpoint. */
    public PassThrough service() {
        return service;
    }

    /**
     * Ends what is under way, and the event loops, and waits until they have ended.
     *
     * @throws IllegalStateException on one of those loops, which would wait for its own end
     */
    @Override
    public void close() {
        guard.check();
        close.run();
    }
}
