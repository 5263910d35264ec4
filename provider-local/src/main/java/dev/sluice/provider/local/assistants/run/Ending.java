package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.event.RunStepEvent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageIncompleteDetails;
import dev.sluice.core.assistants.model.MessageIncompleteReason;
import dev.sluice.core.assistants.model.MessageStatus;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.RunStepStatus;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.provider.local.assistants.data.Lifecycle;

/** The ways in which a run ends before its model has said all, and what becomes of what is open then. */
sealed interface Ending {
    /** It failed. */
    record Failed(RunError error) implements Ending {}

    /** It was cancelled. */
    record Cancelled() implements Ending {}

    /** Its time is over. */
    record Expired() implements Ending {}

    /** The run, ended. */
    default Run run(Run run, TokenUsage usage, long now) {
        if (this instanceof Failed failed) {
            return Lifecycle.failed(run, usage, failed.error(), now);
        }
        return this instanceof Cancelled ? Lifecycle.cancelled(run, usage, now) : Lifecycle.expired(run, usage);
    }

    /** What is told of the run. */
    default AssistantStreamEvent told(Run ended) {
        return this instanceof Failed
                ? new RunEvent.Failed(ended)
                : this instanceof Cancelled ? new RunEvent.Cancelled(ended) : new RunEvent.Expired(ended);
    }

    /** A message that was being written. */
    default Message message(Message message, long now) {
        MessageIncompleteReason reason = this instanceof Failed
                ? MessageIncompleteReason.RUN_FAILED
                : this instanceof Cancelled
                        ? MessageIncompleteReason.RUN_CANCELLED
                        : MessageIncompleteReason.RUN_EXPIRED;
        return incomplete(message, reason, now);
    }

    /** A message that will not be completed. */
    static Message incomplete(Message message, MessageIncompleteReason reason, long now) {
        return message.toBuilder()
                .status(MessageStatus.INCOMPLETE)
                .incompleteDetails(new MessageIncompleteDetails(reason))
                .incompleteAt(now)
                .build();
    }

    /** A step that was open. */
    default RunStep step(RunStep step, long now) {
        RunStep.Builder ended = step.toBuilder();
        if (this instanceof Failed failed) {
            return ended.status(RunStepStatus.FAILED)
                    .failedAt(now)
                    .lastError(failed.error())
                    .build();
        }
        return this instanceof Cancelled
                ? ended.status(RunStepStatus.CANCELLED).cancelledAt(now).build()
                : ended.status(RunStepStatus.EXPIRED).expiredAt(now).build();
    }

    /** What is told of the step. */
    default AssistantStreamEvent told(RunStep ended) {
        return this instanceof Failed
                ? new RunStepEvent.Failed(ended)
                : this instanceof Cancelled ? new RunStepEvent.Cancelled(ended) : new RunStepEvent.Expired(ended);
    }
}
