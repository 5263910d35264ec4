package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.model.PendingToolCalls;
import dev.sluice.core.assistants.model.RequiredAction;
import dev.sluice.core.assistants.model.RequiredToolCall;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.RunIncompleteDetails;
import dev.sluice.core.assistants.model.RunIncompleteReason;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.TokenUsage;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Every step that a run may take from one status to another, and what it changes. Nothing else changes the status of a run.
 * A step from where it cannot be taken throws {@link IllegalStateException}.
 */
public final class Lifecycle {
    /** How long a run may take, in seconds since it was created, whatever happens meanwhile. */
    public static final long SECONDS = 600;

    private static final Set<RunStatus> ACTIVE =
            Set.of(RunStatus.QUEUED, RunStatus.IN_PROGRESS, RunStatus.REQUIRES_ACTION, RunStatus.CANCELLING);

    private Lifecycle() {}

    /** The word of a status. */
    public static String word(RunStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** A worker takes it up. */
    public static Run started(Run run, long now) {
        return from(run, RunStatus.QUEUED)
                .status(RunStatus.IN_PROGRESS)
                .startedAt(now)
                .build();
    }

    /** The model wants functions called. */
    public static Run waiting(Run run, List<RequiredToolCall> calls) {
        return from(run, RunStatus.IN_PROGRESS)
                .status(RunStatus.REQUIRES_ACTION)
                .requiredAction(new RequiredAction.SubmitToolOutputs(new PendingToolCalls(calls)))
                .build();
    }

    /** The outputs have come. */
    public static Run answered(Run run) {
        return from(run, RunStatus.REQUIRES_ACTION)
                .status(RunStatus.QUEUED)
                .requiredAction(null)
                .build();
    }

    /** Whether it can be cancelled. */
    public static boolean isCancellable(Run run) {
        return ACTIVE.contains(run.status()) && run.status() != RunStatus.CANCELLING;
    }

    /** It is to be cancelled. */
    public static Run cancelling(Run run) {
        if (!isCancellable(run)) {
            throw new IllegalStateException("A run that is " + word(run.status()) + " cannot be cancelled");
        }
        return run.toBuilder().status(RunStatus.CANCELLING).requiredAction(null).build();
    }

    /** The worker has let go. */
    public static Run cancelled(Run run, TokenUsage usage, long now) {
        return over(from(run, RunStatus.CANCELLING), usage)
                .status(RunStatus.CANCELLED)
                .cancelledAt(now)
                .build();
    }

    /** The model has said all. */
    public static Run completed(Run run, TokenUsage usage, long now) {
        return over(from(run, RunStatus.IN_PROGRESS), usage)
                .status(RunStatus.COMPLETED)
                .completedAt(now)
                .build();
    }

    /** A limit was reached. */
    public static Run incomplete(Run run, TokenUsage usage, RunIncompleteReason reason) {
        return over(from(run, RunStatus.IN_PROGRESS), usage)
                .status(RunStatus.INCOMPLETE)
                .incompleteDetails(new RunIncompleteDetails(reason))
                .build();
    }

    /** Something failed. */
    public static Run failed(Run run, TokenUsage usage, RunError error, long now) {
        return over(from(run, RunStatus.IN_PROGRESS), usage)
                .status(RunStatus.FAILED)
                .failedAt(now)
                .lastError(error)
                .build();
    }

    /** Its time is over. */
    public static Run expired(Run run, TokenUsage usage) {
        if (!ACTIVE.contains(run.status())) {
            throw new IllegalStateException("A run that is " + word(run.status()) + " does not expire");
        }
        return over(run.toBuilder(), usage).status(RunStatus.EXPIRED).build();
    }

    private static Run.Builder from(Run run, RunStatus status) {
        if (run.status() != status) {
            throw new IllegalStateException("A run that is " + word(run.status()) + " is not " + word(status));
        }
        return run.toBuilder();
    }

    private static Run.Builder over(Run.Builder run, TokenUsage usage) {
        return run.usage(usage).expiresAt(null).requiredAction(null);
    }
}
