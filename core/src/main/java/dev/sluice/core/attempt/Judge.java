package dev.sluice.core.attempt;

import dev.sluice.core.attempt.Judgement.Next;
import dev.sluice.core.attempt.Judgement.Refusal;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.FailureClass;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Judges attempts so that nothing is paid for twice: another one is made only where the connection was never made, or
 * where the upstream answered that it did not do the work. A request that was sent and died without an answer is sent
 * again only if its method is idempotent.
 */
public final class Judge {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    private static final String SHOULD_RETRY = "x-should-retry";

    private Judge() {}

    /**
     * Judges an answer by its head, and by its error where it was read.
     *
     * @param now the time of day, for answers that name a date
     */
    public static Judgement answer(HttpReply reply, ErrorBody error, Instant now) {
        int status = reply.status();
        if (status < 400) {
            return Judgement.GOOD;
        }
        if (error.isContextWindow()) {
            return Judgement.refused(Refusal.CONTEXT_WINDOW, Optional.empty());
        }
        if (error.isContentPolicy()) {
            return Judgement.refused(Refusal.CONTENT_POLICY, Optional.of(FailureClass.CONTENT_POLICY));
        }
        Judgement judgement = switch (status) {
            case 401, 403 -> Judgement.failed(FailureClass.AUTHENTICATION, Next.ELSEWHERE);
            case 404 ->
                error.isModelGone() ? Judgement.failed(FailureClass.BAD_REQUEST, Next.ELSEWHERE) : Judgement.GOOD;
            case 409 ->
                new Judgement(
                        Judgement.GOOD.failure(), Next.ANYWHERE, Judgement.GOOD.retryAfter(), Judgement.GOOD.refusal());
            case 408, 504 -> Judgement.failed(FailureClass.TIMEOUT, Next.ANYWHERE);
            case 429 -> Judgement.failed(FailureClass.RATE_LIMIT, Next.ANYWHERE);
            default -> status >= 500 ? Judgement.failed(FailureClass.INTERNAL_SERVER, Next.ANYWHERE) : Judgement.GOOD;
        };
        boolean forbidden =
                reply.headers().first(SHOULD_RETRY).filter("false"::equals).isPresent();
        Next next = forbidden ? Next.NOWHERE : judgement.next();
        return new Judgement(judgement.failure(), next, RetryAfter.of(reply.headers(), now), judgement.refusal());
    }

    /**
     * Judges an attempt that got no answer.
     *
     * @param impatient whether the deployment has a limit for the first event, whose expiry lets others try
     */
    public static Judgement failure(GatewayException failure, String method, boolean impatient) {
        return switch (failure.kind()) {
            case UPSTREAM_UNREACHABLE, UPSTREAM_CLOSED, UPSTREAM_INVALID ->
                Judgement.failed(FailureClass.INTERNAL_SERVER, next(failure, method, false));
            case UPSTREAM_TIMEOUT -> Judgement.failed(FailureClass.TIMEOUT, next(failure, method, impatient));
            case NO_UPSTREAM -> Judgement.failed(FailureClass.AUTHENTICATION, Next.ELSEWHERE);
            default -> Judgement.GOOD;
        };
    }

    /** Judges a stream whose first event is an error: nothing of it has reached the client. */
    public static Judgement firstEvent(ErrorBody error) {
        return Judgement.failed(
                error.isRateLimit() ? FailureClass.RATE_LIMIT : FailureClass.INTERNAL_SERVER, Next.ANYWHERE);
    }

    /** Whether a failed call can be made again without being paid for twice. */
    public static boolean mayBeRepeated(GatewayException failure, String method) {
        return failure.reach() == Reach.NOT_SENT || isIdempotent(method);
    }

    /** Whether a request of that method does no more when it arrives twice. */
    public static boolean isIdempotent(String method) {
        return IDEMPOTENT.contains(method);
    }

    private static Next next(GatewayException failure, String method, boolean impatient) {
        return impatient || mayBeRepeated(failure, method) ? Next.ANYWHERE : Next.NOWHERE;
    }
}
