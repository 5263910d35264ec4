package dev.sluice.core.api;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.ContentDelta;
import dev.sluice.core.assistants.event.MessageDelta;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.event.RunStepDelta;
import dev.sluice.core.assistants.event.RunStepEvent;
import dev.sluice.core.assistants.event.StepDetailsDelta;
import dev.sluice.core.assistants.event.TextDelta;
import dev.sluice.core.assistants.event.ThreadEvent;
import dev.sluice.core.assistants.event.ToolCallDelta;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.ImageFileContent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.core.assistants.model.ToolCall;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Told of a streamed run as it goes, as the event handlers of OpenAI's SDKs are: override what you want to know. Handed to
 * {@link Assistants#runStream(String, dev.sluice.core.assistants.request.CreateRun, AssistantEventHandler)}; for one run.
 *
 * <p>Methods are called one after another on the run's event loop and must not block; {@link #untilDone()} waits on the
 * caller's thread. What a method throws ends the stream with it.
 */
public abstract class AssistantEventHandler implements Flow.Subscriber<AssistantStreamEvent> {
    private final RunProgress progress = new RunProgress();
    private final CompletableFuture<Run> done = new CompletableFuture<>();
    private final Set<String> told = new HashSet<>();
    private volatile Flow.@Nullable Subscription subscription;

    /** Every event, before the method for its kind. */
    public void onEvent(AssistantStreamEvent event) {}

    /** The thread was created. */
    public void onThreadCreated(AssistantThread thread) {}

    /** The run has changed: created, queued, in progress, or come to rest. */
    public void onRunChanged(Run run) {}

    /** The run waits for outputs; the stream ends with this. */
    public void onRequiresAction(Run run) {}

    /** A step was begun. */
    public void onRunStepCreated(RunStep step) {}

    /** A step grew; the snapshot has the growth. */
    public void onRunStepDelta(RunStepDelta delta, RunStep snapshot) {}

    /** A step has ended, whichever way. */
    public void onRunStepDone(RunStep step) {}

    /** The first delta of a tool call. */
    public void onToolCallCreated(ToolCall call) {}

    /** A further delta of a tool call; the snapshot has the growth. */
    public void onToolCallDelta(ToolCallDelta delta, ToolCall snapshot) {}

    /** A tool call whose step has ended. */
    public void onToolCallDone(ToolCall call) {}

    /** A message was begun. */
    public void onMessageCreated(Message message) {}

    /** A message grew; the snapshot has the growth. */
    public void onMessageDelta(MessageDelta delta, Message snapshot) {}

    /** A message has ended, complete or not. */
    public void onMessageDone(Message message) {}

    /** The first delta of a text part. */
    public void onTextCreated(TextContent text) {}

    /** More text; the snapshot has it at its end. */
    public void onTextDelta(TextDelta delta, TextContent snapshot) {}

    /** A text part whose message has ended. */
    public void onTextDone(TextContent text, Message message) {}

    /** An image of a message that has ended. */
    public void onImageFileDone(ImageFileContent image, Message message) {}

    /** The stream broke off, or the run was refused. */
    public void onException(RuntimeException failure) {}

    /** The stream is over, however it ended. */
    public void onEnd() {}

    /** What the events so far amount to. To be read from within the methods, or after the end. */
    public final RunProgress progress() {
        return progress;
    }

    /** The run as it was when its stream ended; cancel it to end the stream. */
    public final CompletableFuture<Run> done() {
        return done;
    }

    /**
     * Waits for the end of the stream.
     *
     * @return the run as it was then
     * @throws ApiException where the run was refused or the stream broke off
     * @throws CancellationException where the stream was cancelled or the thread interrupted
     * @throws IllegalStateException on an event loop, and where the handler was not handed to a run yet
     */
    public final Run untilDone() {
        Flow.Subscription active = subscription;
        if (active == null && !done.isDone()) {
            throw new IllegalStateException("Nothing has begun that could end: hand the handler to a run first.");
        }
        if (active instanceof GuardedSubscription known) {
            known.guard().check();
        }
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
            throw new CancellationException("The thread was interrupted.");
        } catch (ExecutionException e) {
            throw Errors.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Ends the stream; the run goes on. */
    public final void cancel() {
        Flow.Subscription active = subscription;
        if (active != null) {
            active.cancel();
        }
        done.cancel(false);
    }

    @Override
    public final void onSubscribe(Flow.Subscription active) {
        if (subscription != null || done.isDone()) {
            active.cancel();
            return;
        }
        subscription = active;
        Futures.onCancel(done, active::cancel);
        active.request(1);
    }

    @Override
    public final void onNext(AssistantStreamEvent event) {
        Flow.Subscription active = subscription;
        try {
            progress.accept(event);
            onEvent(event);
            tell(event);
        } catch (RuntimeException | Error thrown) {
            if (active != null) {
                active.cancel();
            }
            onError(thrown);
            return;
        }
        if (active != null) {
            active.request(1);
        }
    }

    @Override
    public final void onError(Throwable failure) {
        RuntimeException known = Errors.of(failure);
        try {
            onException(known);
            onEnd();
        } finally {
            done.completeExceptionally(known);
        }
    }

    @Override
    public final void onComplete() {
        try {
            onEnd();
            done.complete(progress.run().orElseThrow());
        } catch (RuntimeException | Error thrown) {
            done.completeExceptionally(Errors.of(thrown));
        }
    }

    private void tell(AssistantStreamEvent event) {
        if (event instanceof ThreadEvent thread) {
            onThreadCreated(thread.thread());
        } else if (event instanceof RunEvent change) {
            onRunChanged(change.run());
            if (change instanceof RunEvent.RequiresAction) {
                onRequiresAction(change.run());
            }
        } else if (event instanceof MessageEvent message) {
            tell(message);
        } else if (event instanceof RunStepEvent step) {
            tell(step);
        }
    }

    private void tell(MessageEvent event) {
        if (event instanceof MessageEvent.Created created) {
            onMessageCreated(created.message());
        } else if (event instanceof MessageEvent.Delta growth) {
            progress.message(growth.delta().id()).ifPresent(known -> {
                onMessageDelta(growth.delta(), known);
                growth.delta().delta().content().forEach(part -> tell(part, known));
            });
        } else if (event instanceof MessageEvent.Completed completed) {
            tellDone(completed.message());
        } else if (event instanceof MessageEvent.Incomplete incomplete) {
            tellDone(incomplete.message());
        }
    }

    private void tell(ContentDelta part, Message message) {
        if (part instanceof ContentDelta.Text text
                && text.index() < message.content().size()
                && message.content().get((int) text.index()) instanceof MessageContent.Text snapshot) {
            if (told.add(message.id() + "#" + text.index())) {
                onTextCreated(snapshot.text());
            }
            text.text().ifPresent(delta -> onTextDelta(delta, snapshot.text()));
        }
    }

    private void tellDone(Message message) {
        for (MessageContent part : message.content()) {
            if (part instanceof MessageContent.Text text) {
                onTextDone(text.text(), message);
            } else if (part instanceof MessageContent.ImageFile image) {
                onImageFileDone(image.imageFile(), message);
            }
        }
        onMessageDone(message);
    }

    private void tell(RunStepEvent event) {
        if (event instanceof RunStepEvent.Created created) {
            onRunStepCreated(created.step());
        } else if (event instanceof RunStepEvent.Delta growth) {
            progress.step(growth.delta().id()).ifPresent(known -> {
                onRunStepDelta(growth.delta(), known);
                if (growth.delta().delta().stepDetails().orElse(null) instanceof StepDetailsDelta.ToolCalls calls) {
                    calls.toolCalls().forEach(call -> tell(call, known));
                }
            });
        } else if (event instanceof RunStepEvent.Completed completed) {
            tellDone(completed.step());
        } else if (event instanceof RunStepEvent.Failed failed) {
            tellDone(failed.step());
        } else if (event instanceof RunStepEvent.Cancelled cancelled) {
            tellDone(cancelled.step());
        } else if (event instanceof RunStepEvent.Expired expired) {
            tellDone(expired.step());
        }
    }

    private void tellDone(RunStep step) {
        calls(step).forEach(this::onToolCallDone);
        onRunStepDone(step);
    }

    private void tell(ToolCallDelta delta, RunStep step) {
        List<ToolCall> calls = calls(step);
        long index = indexOf(delta);
        if (index >= 0 && index < calls.size()) {
            ToolCall snapshot = calls.get((int) index);
            if (told.add(step.id() + "#" + index)) {
                onToolCallCreated(snapshot);
            } else {
                onToolCallDelta(delta, snapshot);
            }
        }
    }

    private static long indexOf(ToolCallDelta delta) {
        if (delta instanceof ToolCallDelta.Function function) {
            return function.index();
        }
        if (delta instanceof ToolCallDelta.CodeInterpreter code) {
            return code.index();
        }
        return delta instanceof ToolCallDelta.FileSearch search ? search.index() : -1;
    }

    private static List<ToolCall> calls(RunStep step) {
        return step.stepDetails() instanceof StepDetails.ToolCalls calls ? calls.toolCalls() : List.of();
    }
}
