package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.event.ThreadEvent;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.core.assistants.request.Include;
import dev.sluice.core.assistants.request.IncludeQuery;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.http.HttpReply;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Found;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.data.RunResources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The two ways to start a run. */
public final class RunStarts {
    private final Desk desk;
    private final Resources resources;
    private final NewThreads newThreads;
    private final NewRuns newRuns;
    private final RunWorks works;

    /** With that desk; runs are worked on there. */
    public RunStarts(Desk desk, Resources resources, RunWorks works) {
        this.desk = desk;
        this.resources = resources;
        this.newThreads = new NewThreads(desk, resources);
        this.newRuns = new NewRuns(desk, works);
        this.works = works;
    }

    /** {@code POST /threads/{thread_id}/runs}. */
    public CompletionStage<HttpReply> onThread(Call call) {
        CreateRun created = desk.body(call, CreateRun.class);
        boolean showsResults = showsResults(call);
        RunRequest request = RunRequest.of(created);
        return resources
                .attachments(
                        call.owner(),
                        request.additionalMessages().stream()
                                .flatMap(message -> message.attachments().stream())
                                .toList())
                .thenCompose(checked -> Archive.retried(() -> attempt(call, request, showsResults)))
                .thenApply(made -> answer(call, request.stream(), made));
    }

    private boolean showsResults(Call call) {
        return desk.query(call, IncludeQuery.class).include().contains(Include.FILE_SEARCH_RESULT_CONTENT);
    }

    private CompletionStage<Optional<MadeRun>> attempt(Call call, RunRequest request, boolean showsResults) {
        String threadId = call.id("thread_id");
        return desk.archive()
                .get(
                        call.owner(),
                        new Key(Kind.THREAD, threadId),
                        new Key(Kind.THREAD_LOCK, threadId),
                        new Key(Kind.ASSISTANT, request.assistantId()))
                .thenCompose(found -> {
                    Document thread = found.get(Kind.THREAD, threadId);
                    lockedBy(found, threadId);
                    Assistant assistant =
                            desk.archive().read(found.get(Kind.ASSISTANT, request.assistantId()), Assistant.class);
                    newRuns.check(request, assistant);
                    AssistantThread before = desk.archive().read(thread, AssistantThread.class);
                    return newRuns.checkInput(call.owner(), threadId, request, assistant)
                            .thenCompose(said -> resources.attached(
                                    call.owner(),
                                    before.toolResources(),
                                    request.additionalMessages().stream()
                                            .flatMap(message -> message.attachments().stream())
                                            .toList()))
                            .thenCompose(made -> newRuns.resources(
                                            call.owner(), request, assistant, before.toolResources(), made.resources())
                                    .thenCompose(own ->
                                            start(call, request, assistant, thread, before, made, showsResults, own)));
                });
    }

    private static void lockedBy(Found found, String threadId) {
        found.find(Kind.THREAD_LOCK, threadId).ifPresent(lock -> {
            throw Refusals.lockedForRuns(
                    threadId,
                    StandardCharsets.UTF_8.decode(lock.content().duplicate()).toString());
        });
    }

    private CompletionStage<Optional<MadeRun>> start(
            Call call,
            RunRequest request,
            Assistant assistant,
            Document thread,
            AssistantThread before,
            StoreMaker.Made grown,
            boolean showsResults,
            RunResources own) {
        String threadId = thread.key().id();
        Run run = request.with(assistant, desk.ids().id("run_"), threadId, desk.now());
        Change.Builder change = Change.builder();
        newThreads.touch(change, thread, before, grown);
        newThreads
                .messages(call.owner(), threadId, request.additionalMessages())
                .forEach(change::create);
        MadeRun made = newRuns.addTo(change, call.owner(), run, showsResults, own, List.of());
        return desk.archive().commit(change).thenApply(outcome -> Archive.unlessConflict(outcome, () -> made));
    }

    /** {@code POST /threads/runs}. */
    public CompletionStage<HttpReply> withThread(Call call) {
        CreateThreadAndRun request = desk.body(call, CreateThreadAndRun.class);
        RunRequest runRequest = RunRequest.of(request);
        CreateThread threadRequest = request.thread().orElse(CreateThread.EMPTY);
        Key assistantKey = new Key(Kind.ASSISTANT, request.assistantId());
        return desk.archive()
                .get(call.owner(), assistantKey)
                .thenCompose(found -> {
                    Assistant assistant =
                            desk.archive().read(found.get(Kind.ASSISTANT, request.assistantId()), Assistant.class);
                    newRuns.check(runRequest, assistant);
                    checkInput(runRequest, threadRequest, assistant);
                    return resources
                            .existing(call.owner(), request.toolResources(), runRequest.modelWith(assistant))
                            .thenCompose(checked -> newThreads.prepare(call.owner(), threadRequest))
                            .thenCompose(prepared -> start(
                                    call,
                                    runRequest,
                                    assistant,
                                    request.toolResources().orElse(ToolResources.NONE),
                                    prepared.with(withResources(prepared.thread(), request.toolResources()))));
                })
                .thenApply(made -> answer(call, request.stream(), made));
    }

    private static void checkInput(RunRequest request, CreateThread thread, Assistant assistant) {
        if (request.instructionsWith(assistant).isEmpty()
                && thread.messages().stream().noneMatch(message -> message.role() == Role.USER)) {
            throw Refusals.nothingToRun();
        }
    }

    private CompletionStage<MadeRun> start(
            Call call, RunRequest runRequest, Assistant assistant, ToolResources ofRun, NewThreads.NewThread prepared) {
        AssistantThread thread = prepared.thread();
        return newRuns.resources(call.owner(), runRequest, assistant, ofRun, thread.toolResources())
                .thenCompose(own -> {
                    Run run = runRequest.with(assistant, desk.ids().id("run_"), thread.id(), desk.now());
                    Change.Builder change = Change.builder();
                    prepared.addTo(change, desk.archive(), call.owner());
                    List<NewEvent> told = List.of(desk.archive().event(new ThreadEvent.Created(thread)));
                    MadeRun made = newRuns.addTo(change, call.owner(), run, false, own, told);
                    return desk.archive().create(change).thenApply(outcome -> made);
                });
    }

    private static AssistantThread withResources(AssistantThread thread, Optional<ToolResources> ofRun) {
        ToolResources own = thread.toolResources();
        return ofRun.map(given -> new AssistantThread(
                        thread.id(),
                        thread.createdAt(),
                        thread.metadata(),
                        new ToolResources(
                                given.codeInterpreter().or(own::codeInterpreter).orElse(null),
                                given.fileSearch().or(own::fileSearch).orElse(null))))
                .orElse(thread);
    }

    private HttpReply answer(Call call, boolean stream, MadeRun made) {
        HttpReply reply = stream
                ? desk.replies().events(call, works.follow(made, call.context()))
                : desk.replies().document(call, made.content());
        works.made(made, call.context());
        return reply;
    }
}
