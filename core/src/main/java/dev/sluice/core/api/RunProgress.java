package dev.sluice.core.api;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.event.RunStepEvent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a streamed run amount to so far. A delta for an object that was never begun is passed over. For one
 * thread.
 */
public final class RunProgress {
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, RunStep> steps = new LinkedHashMap<>();
    private @Nullable String currentMessage;
    private @Nullable String currentStep;
    private @Nullable Run run;

    /** Takes the next event. */
    public void accept(AssistantStreamEvent event) {
        if (event instanceof RunEvent change) {
            run = change.run();
        } else if (event instanceof MessageEvent change) {
            message(change);
        } else if (event instanceof RunStepEvent change) {
            step(change);
        }
    }

    /** The run as it is by now. */
    public Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    /** The message that an event was about last: of several at once, the one that grew, began or ended. */
    public Optional<Message> message() {
        return Optional.ofNullable(currentMessage).map(messages::get);
    }

    /** The step that an event was about last: of several at once, the one that grew, began or ended. */
    public Optional<RunStep> step() {
        return Optional.ofNullable(currentStep).map(steps::get);
    }

    /**
     * A message as it is by now; empty where it was never begun.
     *
     * @param messageId the id that its events name
     */
    public Optional<Message> message(String messageId) {
        return Optional.ofNullable(messages.get(messageId));
    }

    /**
     * A step as it is by now; empty where it was never begun.
     *
     * @param stepId the id that its events name
     */
    public Optional<RunStep> step(String stepId) {
        return Optional.ofNullable(steps.get(stepId));
    }

    /** Every message of the run, in order. */
    public Collection<Message> messages() {
        return List.copyOf(messages.values());
    }

    /** Every step of the run, in order. */
    public Collection<RunStep> steps() {
        return List.copyOf(steps.values());
    }

    private void message(MessageEvent event) {
        if (event instanceof MessageEvent.Created created) {
            put(created.message());
        } else if (event instanceof MessageEvent.InProgress begun) {
            put(begun.message());
        } else if (event instanceof MessageEvent.Completed completed) {
            put(completed.message());
        } else if (event instanceof MessageEvent.Incomplete incomplete) {
            put(incomplete.message());
        } else if (event instanceof MessageEvent.Delta growth) {
            message(growth.delta().id())
                    .ifPresent(
                            known -> put(MessageGrowth.of(known, growth.delta().delta())));
        }
    }

    private void put(Message message) {
        currentMessage = message.id();
        messages.put(message.id(), message);
    }

    private void step(RunStepEvent event) {
        if (event instanceof RunStepEvent.Created created) {
            put(created.step());
        } else if (event instanceof RunStepEvent.InProgress begun) {
            put(begun.step());
        } else if (event instanceof RunStepEvent.Completed completed) {
            put(completed.step());
        } else if (event instanceof RunStepEvent.Failed failed) {
            put(failed.step());
        } else if (event instanceof RunStepEvent.Cancelled cancelled) {
            put(cancelled.step());
        } else if (event instanceof RunStepEvent.Expired expired) {
            put(expired.step());
        } else if (event instanceof RunStepEvent.Delta growth) {
            step(growth.delta().id())
                    .ifPresent(known -> put(StepGrowth.of(known, growth.delta().delta())));
        }
    }

    private void put(RunStep step) {
        currentStep = step.id();
        steps.put(step.id(), step);
    }
}
