package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.FileSearchDelta;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunStepChange;
import dev.sluice.core.assistants.event.RunStepDelta;
import dev.sluice.core.assistants.event.RunStepEvent;
import dev.sluice.core.assistants.event.ToolCallDelta;
import dev.sluice.core.assistants.model.CreatedMessage;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageStatus;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.RunStepStatus;
import dev.sluice.core.assistants.model.RunStepType;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.provider.local.assistants.data.IdSource;
import dev.sluice.provider.local.assistants.data.Steps;
import java.time.Clock;
import java.util.List;

/** Opens and closes steps and messages: what is written of them, and what is told. */
final class StepBook {
    private final Journal journal;
    private final IdSource ids;
    private final Clock clock;

    StepBook(Journal journal, IdSource ids, Clock clock) {
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    String newCallId() {
        return ids.id("call_");
    }

    /**
     * A step that calls tools.
     *
     * @param silent whether nothing is told of the step, because another is still open
     */
    RunStep openTools(boolean silent) {
        RunStep step = step(RunStepType.TOOL_CALLS, new StepDetails.ToolCalls(List.of()));
        open(step, silent);
        return step;
    }

    private void open(RunStep step, boolean silent) {
        if (silent) {
            journal.step(step);
        } else {
            tellOpened(step);
        }
    }

    /** A step that searches files; it is told once, without results. */
    RunStep openSearch(ToolCall.FileSearch call, boolean silent) {
        RunStep step = openTools(silent);
        if (!silent) {
            FileSearchDelta begun =
                    new FileSearchDelta(call.fileSearch().rankingOptions().orElse(null), List.of());
            grow(step, RunStepChange.of(new ToolCallDelta.FileSearch(0, call.id(), begun)));
        }
        return step;
    }

    /**
     * A step that writes a message.
     *
     * @param silent whether nothing is told of the step, because another is still open
     */
    RunStep openMessage(String messageId, boolean silent) {
        RunStep step =
                step(RunStepType.MESSAGE_CREATION, new StepDetails.MessageCreation(new CreatedMessage(messageId)));
        open(step, silent);
        return step;
    }

    private RunStep step(RunStepType type, StepDetails details) {
        Run run = journal.run();
        return RunStep.builder()
                .id(ids.id("step_"))
                .createdAt(now())
                .runId(run.id())
                .assistantId(run.assistantId())
                .threadId(run.threadId())
                .type(type)
                .status(RunStepStatus.IN_PROGRESS)
                .expiresAt(run.expiresAt().orElse(null))
                .stepDetails(details)
                .build();
    }

    private void tellOpened(RunStep step) {
        journal.step(step);
        journal.tell(new RunStepEvent.Created(step));
        journal.tell(new RunStepEvent.InProgress(step));
        journal.state(journal.state().begun(step.id()));
    }

    String newMessageId() {
        return ids.id("msg_");
    }

    Written write(String messageId) {
        Run run = journal.run();
        Message message = Message.builder()
                .id(messageId)
                .createdAt(now())
                .assistantId(run.assistantId())
                .threadId(run.threadId())
                .runId(run.id())
                .status(MessageStatus.IN_PROGRESS)
                .role(Role.ASSISTANT)
                .build();
        journal.message(message);
        journal.tell(new MessageEvent.Created(message));
        journal.tell(new MessageEvent.InProgress(message));
        return new Written(message);
    }

    void complete(Written written) {
        Message message = written.soFar().toBuilder()
                .status(MessageStatus.COMPLETED)
                .completedAt(now())
                .build();
        journal.message(message);
        journal.tell(new MessageEvent.Completed(message));
    }

    void incomplete(Message message) {
        journal.message(message);
        journal.tell(new MessageEvent.Incomplete(message));
    }

    void grow(RunStep step, RunStepChange change) {
        journal.tell(new RunStepEvent.Delta(new RunStepDelta(step.id(), change)));
    }

    /** A step that did what it was for. Its time to expire is told once more, and then forgotten. */
    void complete(RunStep step, TokenUsage usage, boolean silent) {
        RunStep told = step.toBuilder()
                .status(RunStepStatus.COMPLETED)
                .completedAt(now())
                .usage(usage)
                .build();
        journal.step(told.toBuilder().expiresAt(null).build());
        if (!silent) {
            boolean showsResults = journal.state().showsResults();
            journal.tell(new RunStepEvent.Completed(showsResults ? told : Steps.withoutResultTexts(told)));
        }
    }

    /** A step that ends with its run. */
    void end(RunStep step, Ending ending, TokenUsage usage, boolean silent) {
        RunStep told = ending.step(step, now()).toBuilder().usage(usage).build();
        journal.step(told.toBuilder().expiresAt(null).build());
        if (!silent) {
            journal.tell(ending.told(told));
        }
    }

    static RunStep calling(RunStep step, List<ToolCall> calls) {
        return step.toBuilder().stepDetails(new StepDetails.ToolCalls(calls)).build();
    }
}
