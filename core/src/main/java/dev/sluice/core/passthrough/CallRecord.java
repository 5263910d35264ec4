package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Headers;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.PathTemplate;
import dev.sluice.core.log.Usage;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.LogSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of one call and hands them to the sink, once. Lives on its call's event loop. */
final class CallRecord {
    private final GatewayRequest request;
    private final LogSink sink;
    private final LongSupplier nanos;
    private final Instant receivedAt;
    private final long start;

    private String principal = "unknown";
    private @Nullable String model;
    private @Nullable Deployment deployment;
    private LongConsumer onEnd = tokens -> {};
    private int attempts;
    private int fallbacks;
    private Duration upstreamTime = Duration.ZERO;
    private int status;
    private LongSupplier requestBytes = () -> 0;
    private long responseBytes;
    private long firstByte = -1;
    private Optional<Usage> usage = Optional.empty();
    private boolean written;

    CallRecord(GatewayRequest request, LogSink sink, Instant receivedAt, LongSupplier nanos) {
        this.request = request;
        this.sink = sink;
        this.nanos = nanos;
        this.receivedAt = receivedAt;
        this.start = nanos.getAsLong();
    }

    String method() {
        return request.method();
    }

    void admitted(String who) {
        principal = who;
    }

    void reading(LongSupplier bytes) {
        requestBytes = bytes;
    }

    void asksFor(String modelName) {
        model = modelName;
    }

    void attempt(Deployment on) {
        deployment = on;
        attempts++;
        if (!on.group().isEmpty()) {
            model = on.group();
        }
    }

    /** Another group takes over. */
    void takenOver() {
        fallbacks++;
    }

    void attempted(int upstreamStatus, @Nullable GatewayException failure, Duration took) {
        upstreamTime = upstreamTime.plus(took);
        if (deployment != null) {
            sink.accept(new LogEvent.Attempted(
                    request.callId(),
                    attempts,
                    deployment.id(),
                    deployment.provider(),
                    upstreamStatus,
                    Optional.ofNullable(failure).map(GatewayException::kind),
                    took));
        }
    }

    /** That deployment's answer goes to the client; it is told when the answer is over, and what it used. */
    void answeredBy(Deployment by, LongConsumer over) {
        deployment = by;
        onEnd = over;
    }

    /** Whose answer goes to the client, or who was tried last. */
    Optional<Deployment> deployment() {
        return Optional.ofNullable(deployment);
    }

    /** What the client is told of the attempts. */
    Headers.Builder describe(Headers.Builder headers) {
        if (deployment == null || (deployment.group().isEmpty() && attempts < 2)) {
            return headers;
        }
        Duration elapsed = elapsed();
        headers.set("x-litellm-model-id", deployment.id());
        if (!deployment.group().isEmpty()) {
            headers.set("x-litellm-model-group", deployment.group());
        }
        headers.set("x-litellm-attempted-retries", Integer.toString(Math.max(0, attempts - fallbacks - 1)))
                .set("x-litellm-attempted-fallbacks", Integer.toString(fallbacks))
                .set("x-litellm-response-duration-ms", millis(elapsed))
                .set("x-litellm-overhead-duration-ms", millis(elapsed.minus(upstreamTime)));
        return headers;
    }

    /** Whether a failure was tried again already, so that the client need not. */
    boolean wasRetried() {
        return attempts > 1;
    }

    private static String millis(Duration duration) {
        long micros = Math.max(0, duration.toNanos() / 1000);
        String thousandths = Long.toString(1000 + micros % 1000).substring(1);
        return micros / 1000 + "." + thousandths;
    }

    static GatewayException clientLeft() {
        return new GatewayException(ErrorKind.CLIENT_CLOSED, Reach.STARTED, "The client left.");
    }

    /** The time since the call arrived. */
    Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }

    void head(int answerStatus) {
        status = answerStatus;
        firstByte = nanos.getAsLong() - start;
    }

    void sent(long bytes) {
        responseBytes += request.method().equals("HEAD") ? 0 : bytes;
    }

    void completed(Optional<Usage> counted) {
        usage = counted;
        write(Outcome.COMPLETED, null);
    }

    /** A failure of our own that the client is told by an answer. */
    void failed(GatewayException failure) {
        head(failure.kind().status());
        write(outcomeOf(failure.kind()), failure.kind());
    }

    /** The answer broke off after its head. */
    void brokeOff(GatewayException failure, Optional<Usage> counted) {
        usage = counted;
        Outcome outcome = outcomeOf(failure.kind());
        write(outcome == Outcome.COMPLETED ? Outcome.UPSTREAM_CLOSED : outcome, failure.kind());
    }

    /** A session was ended by a failure, some time after its handshake. */
    void ended(GatewayException failure) {
        write(outcomeOf(failure.kind()), failure.kind());
    }

    private static Outcome outcomeOf(ErrorKind kind) {
        return switch (kind) {
            case CLIENT_CLOSED -> Outcome.CLIENT_CLOSED;
            case UPSTREAM_TIMEOUT -> Outcome.TIMEOUT;
            case UPSTREAM_UNREACHABLE, UPSTREAM_CLOSED, UPSTREAM_INVALID -> Outcome.UPSTREAM_CLOSED;
            default -> Outcome.COMPLETED;
        };
    }

    private void write(Outcome outcome, @Nullable ErrorKind error) {
        if (written) {
            return;
        }
        written = true;
        Duration duration = elapsed();
        onEnd.accept(usage.map(Usage::total).orElse(0L));
        sink.accept(new LogEvent.Completed(
                request.callId(),
                receivedAt,
                request.method(),
                PathTemplate.of(request.path()),
                principal,
                Optional.ofNullable(model),
                Optional.ofNullable(deployment).map(Deployment::id),
                Optional.ofNullable(deployment).map(Deployment::provider),
                attempts,
                outcome == Outcome.CLIENT_CLOSED ? ErrorKind.CLIENT_CLOSED.status() : status,
                requestBytes.getAsLong(),
                responseBytes,
                firstByte < 0 ? duration : Duration.ofNanos(firstByte),
                duration,
                usage,
                outcome,
                Optional.ofNullable(error)));
    }
}
