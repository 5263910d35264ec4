package dev.sluice.core.api;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.request.CancelRun;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * The Assistants API (v2) without waiting: every operation, and what OpenAI's SDKs build on them. From {@link
 * Gateway#assistantsAsync()}.
 *
 * <p>Thread-safe; no thread waits for an answer. Futures complete on an event loop, so what follows must not block; they
 * fail with an {@link ApiException}. Cancelling one ends its call at once, though a server may have carried it out by then.
 * The contract is that of OpenAI's API reference for assistants, threads, messages, runs and run steps.
 *
 * <p>Ids of assistants, threads, messages, runs and steps are those that the server gave. One that is empty, or dots, is thrown
 * back at once as an {@link IllegalArgumentException}: it would lead to another operation. What else fails, and how, is said of
 * the {@linkplain dev.sluice.core.api package}; what is made again, of {@link RequestOptions}.
 */
public final class AssistantsAsync {
    private static final String ASSISTANTS = "assistants";
    private static final String THREADS = "threads";
    private static final String MESSAGES = "messages";
    private static final String RUNS = "runs";
    private static final String STEPS = "steps";

    private final Caller caller;
    private final RequestOptions options;

    AssistantsAsync(Caller caller, RequestOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** The same with other options for each call; this one keeps its own. */
    public AssistantsAsync with(RequestOptions other) {
        return new AssistantsAsync(caller, other);
    }

    BlockingGuard guard() {
        return caller.guard();
    }

    /** The options of each call. */
    public RequestOptions options() {
        return options;
    }

    /** Creates an assistant. */
    public CompletableFuture<Assistant> createAssistant(CreateAssistant request) {
        return call(Endpoint.post(Endpoint.path(ASSISTANTS), request), Assistant.class);
    }

    /** A part of the list of assistants. */
    public CompletableFuture<Page<Assistant>> listAssistants(ListQuery query) {
        return page(Endpoint.path(ASSISTANTS), query, Assistant.class);
    }

    /** Every assistant, page after page as they are asked for. */
    public Flow.Publisher<Assistant> allAssistants(ListQuery query) {
        return new PagePublisher<>(
                after -> listAssistants(
                        after.map(id -> query.toBuilder().after(id).build()).orElse(query)),
                Assistant::id);
    }

    /** An assistant; {@link NotFoundException} where there is none of that id. */
    public CompletableFuture<Assistant> getAssistant(String assistantId) {
        return call(Endpoint.get(Endpoint.path(ASSISTANTS, assistantId)), Assistant.class);
    }

    /** Changes an assistant: what is set replaces what was, what is absent stays as it is. */
    public CompletableFuture<Assistant> modifyAssistant(String assistantId, ModifyAssistant request) {
        return call(Endpoint.post(Endpoint.path(ASSISTANTS, assistantId), request), Assistant.class);
    }

    /** Deletes an assistant; runs that were begun keep their copy of it. */
    public CompletableFuture<Deleted> deleteAssistant(String assistantId) {
        return call(Endpoint.delete(Endpoint.path(ASSISTANTS, assistantId)), Deleted.class);
    }

    /** Creates an empty thread. */
    public CompletableFuture<AssistantThread> createThread() {
        return createThread(CreateThread.builder().build());
    }

    /** Creates a thread, with messages if any. */
    public CompletableFuture<AssistantThread> createThread(CreateThread request) {
        return call(Endpoint.post(Endpoint.path(THREADS), request), AssistantThread.class);
    }

    /** A thread; {@link NotFoundException} where there is none of that id. */
    public CompletableFuture<AssistantThread> getThread(String threadId) {
        return call(Endpoint.get(Endpoint.path(THREADS, threadId)), AssistantThread.class);
    }

    /** Changes a thread: what is set replaces what was, all of the metadata too; what is absent stays as it is. */
    public CompletableFuture<AssistantThread> modifyThread(String threadId, ModifyThread request) {
        return call(Endpoint.post(Endpoint.path(THREADS, threadId), request), AssistantThread.class);
    }

    /** Deletes a thread with its messages, runs and steps; {@link NotFoundException} where there is none. */
    public CompletableFuture<Deleted> deleteThread(String threadId) {
        return call(Endpoint.delete(Endpoint.path(THREADS, threadId)), Deleted.class);
    }

    /** Adds a message to a thread; {@link BadRequestException} while a run is under way on it. */
    public CompletableFuture<Message> addMessage(String threadId, CreateMessage request) {
        return call(Endpoint.post(Endpoint.path(THREADS, threadId, MESSAGES), request), Message.class);
    }

    /** A part of the list of a thread's messages, the newest first unless asked otherwise. */
    public CompletableFuture<Page<Message>> listMessages(String threadId, ListMessagesQuery query) {
        return page(Endpoint.path(THREADS, threadId, MESSAGES), query, Message.class);
    }

    /** Every message of a thread, page after page as they are asked for. */
    public Flow.Publisher<Message> allMessages(String threadId, ListMessagesQuery query) {
        return new PagePublisher<>(
                after -> listMessages(
                        threadId,
                        after.map(id -> query.toBuilder().after(id).build()).orElse(query)),
                Message::id);
    }

    /** A message; {@link NotFoundException} where the thread has none of that id. */
    public CompletableFuture<Message> getMessage(String threadId, String messageId) {
        return call(Endpoint.get(Endpoint.path(THREADS, threadId, MESSAGES, messageId)), Message.class);
    }

    /** Replaces a message's metadata. */
    public CompletableFuture<Message> modifyMessage(String threadId, String messageId, ModifyMessage request) {
        return call(Endpoint.post(Endpoint.path(THREADS, threadId, MESSAGES, messageId), request), Message.class);
    }

    /** Deletes a message: later runs do not know of it. */
    public CompletableFuture<Deleted> deleteMessage(String threadId, String messageId) {
        return call(Endpoint.delete(Endpoint.path(THREADS, threadId, MESSAGES, messageId)), Deleted.class);
    }

    /**
     * Begins a run; completes at once with the queued run. {@link BadRequestException} while another is under way on the
     * thread, {@link NotFoundException} where there is no such thread or assistant. A retry after a lost answer can find the run
     * that it began the first time, which is the first of these.
     */
    public CompletableFuture<Run> createRun(String threadId, CreateRun request) {
        return call(Endpoint.post(Endpoint.path(THREADS, threadId, RUNS), plain(request)), Run.class);
    }

    /** Begins a run, and completes when it has ended or requires action. Cancelling stops looking, not the run. */
    public CompletableFuture<Run> createRunAndPoll(String threadId, CreateRun request) {
        return Futures.chain(createRun(threadId, request), this::poll);
    }

    /** Begins a run and tells of it as it goes; a run is made for each subscriber. */
    public RunEvents runStream(String threadId, CreateRun request) {
        Endpoint endpoint = Endpoint.post(
                Endpoint.path(THREADS, threadId, RUNS),
                request.toBuilder().stream(true).build());
        return events(endpoint);
    }

    /** Begins a run and tells the handler of it; completes with the run as it was when its stream ended. */
    public CompletableFuture<Run> runStream(String threadId, CreateRun request, AssistantEventHandler handler) {
        return handled(runStream(threadId, request), handler);
    }

    /** Creates a thread and begins a run on it; the run says the thread's id. */
    public CompletableFuture<Run> createThreadAndRun(CreateThreadAndRun request) {
        return call(Endpoint.post(Endpoint.path(THREADS) + "/" + RUNS, plain(request)), Run.class);
    }

    /** Creates a thread and begins a run on it, and completes when the run has ended or requires action. */
    public CompletableFuture<Run> createThreadAndRunAndPoll(CreateThreadAndRun request) {
        return Futures.chain(createThreadAndRun(request), this::poll);
    }

    /** Creates a thread, begins a run on it, and tells of it as it goes; both are made for each subscriber. */
    public RunEvents threadAndRunStream(CreateThreadAndRun request) {
        return events(Endpoint.post(
                Endpoint.path(THREADS) + "/" + RUNS,
                request.toBuilder().stream(true).build()));
    }

    /** A part of the list of a thread's runs. */
    public CompletableFuture<Page<Run>> listRuns(String threadId, ListQuery query) {
        return page(Endpoint.path(THREADS, threadId, RUNS), query, Run.class);
    }

    /** Every run of a thread, page after page as they are asked for. */
    public Flow.Publisher<Run> allRuns(String threadId, ListQuery query) {
        return new PagePublisher<>(
                after -> listRuns(
                        threadId,
                        after.map(id -> query.toBuilder().after(id).build()).orElse(query)),
                Run::id);
    }

    /** A run as it is now; {@link NotFoundException} where the thread has none of that id. */
    public CompletableFuture<Run> getRun(String threadId, String runId) {
        return call(Endpoint.get(Endpoint.path(THREADS, threadId, RUNS, runId)), Run.class);
    }

    /**
     * Looks at a run until it has ended or requires action, as often as the server says by {@code openai-poll-after-ms}, else as
     * the options say. There is no limit but the run's own, ten minutes. Cancelling stops looking, not the run.
     */
    public CompletableFuture<Run> poll(String threadId, String runId) {
        Endpoint endpoint = Endpoint.get(Endpoint.path(THREADS, threadId, RUNS, runId));
        return new RunPoll(caller, endpoint, options.withHeader("X-Stainless-Poll-Helper", "true")).start();
    }

    private CompletableFuture<Run> poll(Run run) {
        return poll(run.threadId(), run.id());
    }

    /** Replaces a run's metadata. */
    public CompletableFuture<Run> modifyRun(String threadId, String runId, ModifyRun request) {
        return call(Endpoint.post(Endpoint.path(THREADS, threadId, RUNS, runId), request), Run.class);
    }

    /**
     * Asks for a run to be cancelled: it is {@code CANCELLING} then, and {@link #poll} sees its end. {@link
     * BadRequestException} where it is over.
     */
    public CompletableFuture<Run> cancelRun(String threadId, String runId) {
        return call(Endpoint.post(Endpoint.path(THREADS, threadId, RUNS, runId, "cancel"), new CancelRun()), Run.class);
    }

    /**
     * Hands in the outputs of every function that the run waits for, all at once; it goes on then. {@link BadRequestException}
     * where it does not wait, or some outputs are missing.
     */
    public CompletableFuture<Run> submitToolOutputs(String threadId, String runId, SubmitToolOutputs request) {
        return call(outputs(threadId, runId, request, false), Run.class);
    }

    /** Hands in outputs, and completes when the run has ended or requires action again. */
    public CompletableFuture<Run> submitToolOutputsAndPoll(String threadId, String runId, SubmitToolOutputs request) {
        return Futures.chain(submitToolOutputs(threadId, runId, request), this::poll);
    }

    /** Hands in outputs and tells of the run as it goes on. */
    public RunEvents submitToolOutputsStream(String threadId, String runId, SubmitToolOutputs request) {
        return events(outputs(threadId, runId, request, true));
    }

    /** Hands in outputs and tells the handler of the run as it goes on. */
    public CompletableFuture<Run> submitToolOutputsStream(
            String threadId, String runId, SubmitToolOutputs request, AssistantEventHandler handler) {
        return handled(submitToolOutputsStream(threadId, runId, request), handler);
    }

    /** A part of the list of a run's steps. */
    public CompletableFuture<Page<RunStep>> listRunSteps(String threadId, String runId, ListRunStepsQuery query) {
        return page(Endpoint.path(THREADS, threadId, RUNS, runId, STEPS), query, RunStep.class);
    }

    /** Every step of a run, page after page as they are asked for. */
    public Flow.Publisher<RunStep> allRunSteps(String threadId, String runId, ListRunStepsQuery query) {
        return new PagePublisher<>(
                after -> listRunSteps(
                        threadId,
                        runId,
                        after.map(id -> query.toBuilder().after(id).build()).orElse(query)),
                RunStep::id);
    }

    /** A step of a run; {@link NotFoundException} where the run has none of that id. */
    public CompletableFuture<RunStep> getRunStep(String threadId, String runId, String stepId) {
        return getRunStep(threadId, runId, stepId, IncludeQuery.NONE);
    }

    /** A step of a run, with what is otherwise left out: the texts that were found in files. */
    public CompletableFuture<RunStep> getRunStep(String threadId, String runId, String stepId, IncludeQuery include) {
        String path = Endpoint.path(THREADS, threadId, RUNS, runId, STEPS, stepId);
        return call(Endpoint.get(path, query(include)), RunStep.class);
    }

    private static CreateRun plain(CreateRun request) {
        return request.stream() ? request.toBuilder().stream(false).build() : request;
    }

    private static CreateThreadAndRun plain(CreateThreadAndRun request) {
        return request.stream() ? request.toBuilder().stream(false).build() : request;
    }

    private static Endpoint outputs(String threadId, String runId, SubmitToolOutputs request, boolean stream) {
        return Endpoint.post(
                Endpoint.path(THREADS, threadId, RUNS, runId, "submit_tool_outputs"),
                new SubmitToolOutputs(request.toolOutputs(), stream, request.extra()));
    }

    private <T> CompletableFuture<T> call(Endpoint endpoint, Class<T> type) {
        return caller.call(endpoint, options, (headers, body) -> caller.json().read(body, type));
    }

    private <T> CompletableFuture<Page<T>> page(String path, Object query, Class<T> type) {
        return caller.call(
                Endpoint.get(path, query(query)),
                options,
                (headers, body) -> caller.json().readPage(body, type));
    }

    private String query(Object query) {
        return caller.json().assistants().writeQuery(query);
    }

    private RunEvents events(Endpoint endpoint) {
        RequestOptions streaming = options.withHeader("Accept", "text/event-stream");
        return new RunEvents(caller, () -> caller.open(endpoint, streaming));
    }

    private static CompletableFuture<Run> handled(
            Flow.Publisher<AssistantStreamEvent> events, AssistantEventHandler handler) {
        events.subscribe(handler);
        return handler.done();
    }
}
