package dev.sluice.core.attempt;

import dev.sluice.core.routing.FailureClass;
import java.time.Duration;
import java.util.Optional;

/**
 * What is thought of an attempt.
 *
 * @param failure what kind of failure of the deployment it was; empty for success, and for failures that are the client's
 * @param next where another attempt may be made
 * @param retryAfter how long the upstream asked to be left alone
 * @param refusal why the model refused the request, where another model may not
 */
public record Judgement(
        Optional<FailureClass> failure, Next next, Optional<Duration> retryAfter, Optional<Refusal> refusal) {
    /** The answer goes to the client, and the deployment is well. */
    public static final Judgement GOOD =
            new Judgement(Optional.empty(), Next.NOWHERE, Optional.empty(), Optional.empty());

    static Judgement failed(FailureClass failure, Next next) {
        return new Judgement(Optional.of(failure), next, Optional.empty(), Optional.empty());
    }

    static Judgement refused(Refusal refusal, Optional<FailureClass> failure) {
        return new Judgement(failure, Next.NOWHERE, Optional.empty(), Optional.of(refusal));
    }

    Judgement after(Optional<Duration> wait) {
        return new Judgement(failure, next, wait, refusal);
    }

    /** Whether the answer, or the failure, is what the client gets unless somebody else does better. */
    public boolean isFinal() {
        return next == Next.NOWHERE && refusal.isEmpty();
    }

    /** Where another attempt may be made. */
    public enum Next {
        /** Nowhere: the answer is final, or the upstream may have begun to work on the request. */
        NOWHERE,
        /** On another deployment, never again on this one. */
        ELSEWHERE,
        /** On any deployment, after a while on this one too. */
        ANYWHERE
    }

    /** Why a model refused a request that another model may take. */
    public enum Refusal {
        /** The prompt is too long for the model. */
        CONTEXT_WINDOW,
        /** The content is not allowed. */
        CONTENT_POLICY
    }
}
