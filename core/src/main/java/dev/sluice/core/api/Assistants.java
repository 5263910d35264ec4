package dev.sluice.core.api;

import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.core.assistants.request.IncludeQuery;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ListRunStepsQuery;
import dev.sluice.core.assistants.request.ModifyAssistant;
import dev.sluice.core.assistants.request.ModifyMessage;
import dev.sluice.core.assistants.request.ModifyRun;
import dev.sluice.core.assistants.request.ModifyThread;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The Assistants API (v2) for programs that wait: every operation, and what OpenAI's SDKs build on them. From {@link
 * Gateway#assistants()}.
 *
 * <p>Thread-safe. Each method waits for its answer and fails with an {@link ApiException}; an interrupt of the thread ends
 * the call with {@link CancellationException}. On an event loop every method fails with {@link IllegalStateException}: what
 * waits there would wait for itself; use {@link AssistantsAsync}. The contract is that of OpenAI's API reference for
 * assistants, threads, messages, runs and run steps.
 *
 * <p>Ids of assistants, threads, messages, runs and steps are those that the server gave. One that is empty, or dots, is thrown
 * back at once as an {@link IllegalArgumentException}: it would lead to another operation. What else fails, and how, is said of
 * the {@linkplain dev.sluice.core.api package}; what is made again, of {@link RequestOptions}.
 */
public final class Assistants {
    private final AssistantsAsync async;
    private final BlockingGuard guard;

    Assistants(AssistantsAsync async) {
        this.async = async;
        this.guard = async.guard();
    }

    /** The same with other options for each call; this one keeps its own. */
    public Assistants with(RequestOptions options) {
        return new Assistants(async.with(options));
    }

    /** The same without waiting. */
    public AssistantsAsync async() {
        return async;
    }

    /** Creates an assistant. */
    public Assistant createAssistant(CreateAssistant request) {
        return await(() -> async.createAssistant(request));
    }

    /** A part of the list of assistants. */
    public Page<Assistant> listAssistants(ListQuery query) {
        return await(() -> async.listAssistants(query));
    }

    /** Every assistant, page after page as they are asked for; close the stream to leave early. */
    public Stream<Assistant> allAssistants(ListQuery query) {
        return stream(async.allAssistants(query));
    }

    /** An assistant; {@link NotFoundException} where there is none of that id. */
    public Assistant getAssistant(String assistantId) {
        return await(() -> async.getAssistant(assistantId));
    }

    /** Changes an assistant: what is set replaces what was, what is absent stays as it is. */
    public Assistant modifyAssistant(String assistantId, ModifyAssistant request) {
        return await(() -> async.modifyAssistant(assistantId, request));
    }

    /** Deletes an assistant; runs that were begun keep their copy of it. */
    public Deleted deleteAssistant(String assistantId) {
        return await(() -> async.deleteAssistant(assistantId));
    }

    /** Creates an empty thread. */
    public AssistantThread createThread() {
        return await(() -> async.createThread());
    }

    /** Creates a thread, with messages if any. */
    public AssistantThread createThread(CreateThread request) {
        return await(() -> async.createThread(request));
    }

    /** A thread; {@link NotFoundException} where there is none of that id. */
    public AssistantThread getThread(String threadId) {
        return await(() -> async.getThread(threadId));
    }

    /** Changes a thread: what is set replaces what was, all of the metadata too; what is absent stays as it is. */
    public AssistantThread modifyThread(String threadId, ModifyThread request) {
        return await(() -> async.modifyThread(threadId, request));
    }

    /** Deletes a thread with its messages, runs and steps; {@link NotFoundException} where there is none. */
    public Deleted deleteThread(String threadId) {
        return await(() -> async.deleteThread(threadId));
    }

    /** Adds a message to a thread; {@link BadRequestException} while a run is under way on it. */
    public Message addMessage(String threadId, CreateMessage request) {
        return await(() -> async.addMessage(threadId, request));
    }

    /** A part of the list of a thread's messages, the newest first unless asked otherwise. */
    public Page<Message> listMessages(String threadId, ListMessagesQuery query) {
        return await(() -> async.listMessages(threadId, query));
    }

    /** Every message of a thread, page after page as they are asked for; close the stream to leave early. */
    public Stream<Message> allMessages(String threadId, ListMessagesQuery query) {
        return stream(async.allMessages(threadId, query));
    }

    /** A message; {@link NotFoundException} where the thread has none of that id. */
    public Message getMessage(String threadId, String messageId) {
        return await(() -> async.getMessage(threadId, messageId));
    }

    /** Replaces a message's metadata. */
    public Message modifyMessage(String threadId, String messageId, ModifyMessage request) {
        return await(() -> async.modifyMessage(threadId, messageId, request));
    }

    /** Deletes a message: later runs do not know of it. */
    public Deleted deleteMessage(String threadId, String messageId) {
        return await(() -> async.deleteMessage(threadId, messageId));
    }

    /**
     * Begins a run; answers at once with the queued run. {@link BadRequestException} while another is under way on the thread,
     * {@link NotFoundException} where there is no such thread or assistant. A retry after a lost answer can find the run that it
     * began the first time, which is the first of these.
     */
    public Run createRun(String threadId, CreateRun request) {
        return await(() -> async.createRun(threadId, request));
    }

    /** Begins a run, and answers when it has ended or requires action. An interrupt ends the wait, not the run. */
    public Run createRunAndPoll(String threadId, CreateRun request) {
        return await(() -> async.createRunAndPoll(threadId, request));
    }

    /** Begins a run and tells of it as it goes; close the stream to leave early. */
    public RunStream runStream(String threadId, CreateRun request) {
        guard.check();
        return new RunStream(async.runStream(threadId, request), guard);
    }

    /** Begins a run and tells the handler of it; answers with the run as it was when its stream ended. */
    public Run runStream(String threadId, CreateRun request, AssistantEventHandler handler) {
        return await(() -> async.runStream(threadId, request, handler));
    }

    /** Creates a thread and begins a run on it; the run says the thread's id. */
    public Run createThreadAndRun(CreateThreadAndRun request) {
        return await(() -> async.createThreadAndRun(request));
    }

    /** Creates a thread and begins a run on it, and answers when the run has ended or requires action. */
    public Run createThreadAndRunAndPoll(CreateThreadAndRun request) {
        return await(() -> async.createThreadAndRunAndPoll(request));
    }

    /** Creates a thread, begins a run on it, and tells of it as it goes; close the stream to leave early. */
    public RunStream threadAndRunStream(CreateThreadAndRun request) {
        guard.check();
        return new RunStream(async.threadAndRunStream(request), guard);
    }

    /** A part of the list of a thread's runs. */
    public Page<Run> listRuns(String threadId, ListQuery query) {
        return await(() -> async.listRuns(threadId, query));
    }

    /** Every run of a thread, page after page as they are asked for; close the stream to leave early. */
    public Stream<Run> allRuns(String threadId, ListQuery query) {
        return stream(async.allRuns(threadId, query));
    }

    /** A run as it is now; {@link NotFoundException} where the thread has none of that id. */
    public Run getRun(String threadId, String runId) {
        return await(() -> async.getRun(threadId, runId));
    }

    /**
     * Looks at a run until it has ended or requires action, as often as the server says by {@code openai-poll-after-ms}, else as
     * the options say. There is no limit but the run's own, ten minutes. An interrupt ends the wait, not the run.
     */
    public Run poll(String threadId, String runId) {
        return await(() -> async.poll(threadId, runId));
    }

    /** Replaces a run's metadata. */
    public Run modifyRun(String threadId, String runId, ModifyRun request) {
        return await(() -> async.modifyRun(threadId, runId, request));
    }

    /**
     * Asks for a run to be cancelled: it is {@code CANCELLING} then, and {@link #poll} sees its end. {@link
     * BadRequestException} where it is over.
     */
    public Run cancelRun(String threadId, String runId) {
        return await(() -> async.cancelRun(threadId, runId));
    }

    /**
     * Hands in the outputs of every function that the run waits for, all at once; it goes on then. {@link BadRequestException}
     * where it does not wait, or some outputs are missing.
     */
    public Run submitToolOutputs(String threadId, String runId, SubmitToolOutputs request) {
        return await(() -> async.submitToolOutputs(threadId, runId, request));
    }

    /** Hands in outputs, and answers when the run has ended or requires action again. */
    public Run submitToolOutputsAndPoll(String threadId, String runId, SubmitToolOutputs request) {
        return await(() -> async.submitToolOutputsAndPoll(threadId, runId, request));
    }

    /** Hands in outputs and tells of the run as it goes on. */
    public RunStream submitToolOutputsStream(String threadId, String runId, SubmitToolOutputs request) {
        guard.check();
        return new RunStream(async.submitToolOutputsStream(threadId, runId, request), guard);
    }

    /** Hands in outputs and tells the handler of the run as it goes on. */
    public Run submitToolOutputsStream(
            String threadId, String runId, SubmitToolOutputs request, AssistantEventHandler handler) {
        return await(() -> async.submitToolOutputsStream(threadId, runId, request, handler));
    }

    /** A part of the list of a run's steps. */
    public Page<RunStep> listRunSteps(String threadId, String runId, ListRunStepsQuery query) {
        return await(() -> async.listRunSteps(threadId, runId, query));
    }

    /** Every step of a run, page after page as they are asked for; close the stream to leave early. */
    public Stream<RunStep> allRunSteps(String threadId, String runId, ListRunStepsQuery query) {
        return stream(async.allRunSteps(threadId, runId, query));
    }

    /** A step of a run; {@link NotFoundException} where the run has none of that id. */
    public RunStep getRunStep(String threadId, String runId, String stepId) {
        return await(() -> async.getRunStep(threadId, runId, stepId));
    }

    /** A step of a run, with what is otherwise left out: the texts that were found in files. */
    public RunStep getRunStep(String threadId, String runId, String stepId, IncludeQuery include) {
        return await(() -> async.getRunStep(threadId, runId, stepId, include));
    }

    /** Where nobody may wait, nothing is sent. */
    private <T> T await(Supplier<CompletableFuture<T>> call) {
        guard.check();
        CompletableFuture<T> future = call.get();
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(false);
            throw new CancellationException("The thread was interrupted.");
        } catch (ExecutionException e) {
            throw Errors.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private <T> Stream<T> stream(Flow.Publisher<T> elements) {
        guard.check();
        Elements<T> iterator = new Elements<>(elements, guard);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(iterator::close);
    }
}
