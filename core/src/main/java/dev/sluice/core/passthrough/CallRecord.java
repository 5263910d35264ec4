package dev.sluice.core.passthrough;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.RetryRefusal;
import dev.sluice.core.log.Route;
import dev.sluice.core.log.Usage;
import dev.sluice.core.meter.Metering;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of one call and hands them to the sink, once. Lives on its call's event loop. */
final class CallRecord {
    private final GatewayRequest request;
    private final Recorder recorder;
    private final Instant receivedAt;
    private final long start;
    private final TraceContext trace;
    private final Route route;
    private final Receipt receipt;
    private final @Nullable Content content;
    private final List<AttemptFacts> tried = new ArrayList<>(2);

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
    private boolean streamed;
    private @Nullable RetryRefusal retryRefused;
    private long firstPiece = -1;
    private boolean written;
    private Runnable onWritten = () -> {};

    CallRecord(GatewayRequest request, Recorder recorder) {
        this.request = request;
        this.recorder = recorder;
        this.receivedAt = recorder.clock().instant();
        this.start = recorder.nanos().getAsLong();
        this.trace = recorder.tracing().begin(request.headers());
        this.route = recorder.routes().of(request.method(), request.path());
        this.content = recorder.contentOf(request).orElse(null);
        this.receipt = new Receipt(Metering.of(route), recorder.pricing());
    }

    void received() {
        recorder.sink().accept(new LogEvent.Received(request.callId(), trace, receivedAt, route));
    }

    /** The call as ports see it. */
    CallContext context(Principal principal) {
        return new CallContext(request.callId(), principal, request.cancellation(), request.loop(), trace);
    }

    /** What the answer's usage will mean. */
    Metering metering() {
        return receipt.metering();
    }

    void asked(Body body) {
        if (content != null) {
            content.asked(request.headers(), body);
        }
    }

    /** Where the answer's text is kept; null where nobody may know it. */
    @Nullable
    TextBuffer answerText() {
        return content == null ? null : content.answer();
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

    /** The request is read: what read it is not kept as long as the answer takes. */
    void read(long bytes) {
        requestBytes = () -> bytes;
    }

    void asksFor(String modelName) {
        model = modelName;
        receipt.asksFor(modelName);
    }

    void wantsStream(boolean wanted) {
        streamed = wanted;
    }

    Begun attempt(Deployment on) {
        deployment = on;
        attempts++;
        if (!on.group().isEmpty()) {
            model = on.group();
        }
        return new Begun(on, recorder.tracing().child(trace), elapsed());
    }

    /** Runs once, when the call is over. */
    void onWritten(Runnable over) {
        onWritten = over;
    }

    /** The headers that an attempt's upstream gets. */
    Headers forUpstream(Headers headers, Begun attempt) {
        return recorder.tracing().forUpstream(headers, attempt.trace());
    }

    /** Another group takes over. */
    void takenOver() {
        fallbacks++;
    }

    /** An attempt has its head, or has failed; how long that took. */
    Duration attempted(Begun attempt, int upstreamStatus, @Nullable GatewayException failure) {
        Duration took = elapsed().minus(attempt.start());
        upstreamTime = upstreamTime.plus(took);
        receipt.attempted(upstreamStatus, failure);
        Deployment on = attempt.deployment();
        AttemptFacts facts = new AttemptFacts(
                tried.size() + 1,
                attempt.trace(),
                on.id(),
                on.group(),
                on.provider(),
                recorder.servers().of(on),
                on.upstreamModel(),
                upstreamStatus,
                Optional.ofNullable(failure).map(GatewayException::kind),
                attempt.start(),
                took);
        tried.add(facts);
        recorder.sink().accept(new LogEvent.Attempted(request.callId(), facts));
        return took;
    }

    /** The last attempt failed, and there is no other. */
    void retryRefused(RetryRefusal why) {
        retryRefused = why;
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
        receipt.costAhead(deployment).ifPresent(cost -> headers.set("x-litellm-response-cost", cost.toPlainString()));
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
        return Duration.ofNanos(recorder.nanos().getAsLong() - start);
    }

    void head(int answerStatus) {
        status = answerStatus;
        firstByte = recorder.nanos().getAsLong() - start;
    }

    /** The whole answer was in memory, and read before its head is sent. */
    void read(AnswerTap whole) {
        receipt.answered(whole, true);
    }

    void sent(long bytes) {
        if (firstPiece < 0 && bytes > 0) {
            firstPiece = recorder.nanos().getAsLong() - start;
        }
        responseBytes += request.method().equals("HEAD") ? 0 : bytes;
    }

    void completed(AnswerTap whole) {
        read(whole);
        write(Outcome.COMPLETED, null);
    }

    /** A failure of our own that the client is told by an answer. */
    void failed(GatewayException failure) {
        head(failure.kind().status());
        write(outcomeOf(failure.kind()), failure.kind());
    }

    /** The answer broke off after its head. */
    void brokeOff(GatewayException failure, AnswerTap begun) {
        receipt.answered(begun, false);
        Outcome outcome = outcomeOf(failure.kind());
        write(outcome == Outcome.COMPLETED ? Outcome.UPSTREAM_CLOSED : outcome, failure.kind());
    }

    /** A session is over. */
    void closed() {
        write(Outcome.COMPLETED, null);
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
        onWritten.run();
        Duration duration = elapsed();
        if (content != null) {
            recorder.tell(content.of(request.callId()));
        }
        Usage usage = receipt.usage();
        AnswerFacts facts = receipt.facts(firstPiece);
        onEnd.accept(usage.total());
        recorder.sink()
                .accept(new LogEvent.Completed(
                        request.callId(),
                        trace,
                        receivedAt,
                        route,
                        principal,
                        Optional.ofNullable(model),
                        streamed,
                        tried,
                        outcome == Outcome.CLIENT_CLOSED ? ErrorKind.CLIENT_CLOSED.status() : status,
                        requestBytes.getAsLong(),
                        responseBytes,
                        firstByte < 0 ? duration : Duration.ofNanos(firstByte),
                        duration,
                        facts,
                        usage,
                        receipt.cost(deployment),
                        outcome,
                        Optional.ofNullable(error),
                        Optional.ofNullable(retryRefused)));
    }

    /**
     * An attempt that has begun.
     *
     * @param deployment on which
     * @param trace its span
     * @param start from the call's arrival to its beginning
     */
    record Begun(Deployment deployment, TraceContext trace, Duration start) {}
}
