package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.FileSearchResources;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Messages;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.data.RunResources;
import dev.sluice.provider.local.assistants.data.RunState;
import dev.sluice.provider.local.assistants.turn.BackEnd;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs that are to be written. */
final class NewRuns {
    private final Desk desk;
    private final RunWorks works;
    private final Stores stores;

    NewRuns(Desk desk, RunWorks works) {
        this.desk = desk;
        this.works = works;
        this.stores = new Stores(desk.archive(), desk.clock());
    }

    /** Refuses what no model of this gateway can run. */
    void check(RunRequest request, Assistant assistant) {
        String model = request.modelWith(assistant);
        BackEnd backEnd = BackEnd.of(desk.checkModel(model));
        for (Tool tool : request.toolsWith(assistant)) {
            backEnd.refusal(tool, model).ifPresent(reason -> {
                throw Refusals.invalid(reason, "tools", "unsupported_tool");
            });
        }
    }

    /** A thread that is there must hold something to say to the model, unless the run brings it. */
    CompletionStage<Void> checkInput(String owner, String threadId, RunRequest request, Assistant assistant) {
        boolean brings = request.instructionsWith(assistant).isPresent()
                || request.additionalMessages().stream().anyMatch(message -> message.role() == Role.USER);
        if (brings) {
            return CompletableFuture.completedFuture(null);
        }
        Listing said =
                Listing.in(threadId, owner, Kind.MESSAGE, Window.oldest(1)).labelled(Messages.BY_USER);
        return desk.archive().list(said).thenAccept(slice -> {
            if (slice.documents().isEmpty()) {
                throw Refusals.nothingToRun();
            }
        });
    }

    /**
     * What the tools of the run work on: the assistant's and the thread's. No vector store may be past its time; one that is not
     * here may live in the account of the model, where that can search it.
     *
     * @param thread the resources of the thread as they are, if it is there
     * @param made the resources of the thread with the run
     */
    CompletionStage<RunResources> resources(
            String owner, RunRequest request, Assistant assistant, ToolResources thread, ToolResources made) {
        List<String> files = uses(request, assistant, Tool.CodeInterpreter.class)
                ? both(assistant.toolResources(), made, NewRuns::filesOf)
                : List.of();
        List<String> ids = uses(request, assistant, Tool.FileSearch.class)
                ? both(assistant.toolResources(), made, NewRuns::storesOf)
                : List.of();
        Set<Key> keys = Stream.of(assistant.toolResources(), thread)
                .flatMap(NewRuns::storesOf)
                .filter(ids::contains)
                .map(id -> new Key(Kind.VECTOR_STORE, id))
                .collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(RunResources.of(ids, List.of(), files));
        }
        boolean hosts = desk.models()
                .serving(request.modelWith(assistant))
                .filter(deployment -> BackEnd.of(deployment) == BackEnd.RESPONSES)
                .isPresent();
        return desk.archive().get(owner, keys).thenApply(found -> {
            ids.forEach(id -> found.find(Kind.VECTOR_STORE, id).ifPresent(this::checkExpiry));
            List<String> elsewhere = ids.stream()
                    .filter(id -> hosts
                            && keys.contains(new Key(Kind.VECTOR_STORE, id))
                            && found.find(Kind.VECTOR_STORE, id).isEmpty())
                    .toList();
            List<String> here =
                    ids.stream().filter(id -> !elsewhere.contains(id)).toList();
            return RunResources.of(here, elsewhere, files);
        });
    }

    private void checkExpiry(Document store) {
        if (stores.isExpired(desk.archive().read(store, VectorStore.class))) {
            throw Refusals.expiredStore(store.key().id());
        }
    }

    private static boolean uses(RunRequest request, Assistant assistant, Class<? extends Tool> tool) {
        return request.toolsWith(assistant).stream().anyMatch(tool::isInstance);
    }

    private static List<String> both(
            ToolResources one, ToolResources other, Function<ToolResources, Stream<String>> ids) {
        return Stream.of(one, other).flatMap(ids).distinct().toList();
    }

    private static Stream<String> filesOf(ToolResources resources) {
        return resources.codeInterpreter().map(CodeInterpreterResources::fileIds).stream()
                .flatMap(List::stream);
    }

    private static Stream<String> storesOf(ToolResources resources) {
        return resources.fileSearch().map(FileSearchResources::vectorStoreIds).stream()
                .flatMap(List::stream);
    }

    /**
     * Makes the run, locks its thread, and has it worked on: here where there is room, and where it was made then.
     *
     * @param told what is told before
     */
    MadeRun addTo(
            Change.Builder change,
            String owner,
            Run run,
            boolean showsResults,
            RunResources resources,
            List<NewEvent> told) {
        Archive archive = desk.archive();
        String threadId = run.threadId();
        Draft document = archive.draft(Kind.RUN, run.id(), owner, run).in(threadId);
        RunState state = RunState.fresh(showsResults, resources);
        boolean takes = works.hasRoom();
        boolean leavesWork = change.hasWork() || !takes;
        Instant now = desk.clock().instant();
        List<NewEvent> events = new ArrayList<>(told);
        events.add(archive.event(new RunEvent.Created(run)));
        events.add(archive.event(new RunEvent.Queued(run)));
        change.create(Draft.of(new Key(Kind.THREAD_LOCK, threadId), owner, Archive.bytes(run.id()))
                        .in(threadId))
                .create(document)
                .create(archive.draft(Kind.RUN_STATE, run.id(), owner, state.toJson())
                        .in(run.id(), threadId))
                .work(takes ? new Work.Take(run.id(), now.plus(RunWorks.LEASE)) : new Work.Ready(run.id(), now))
                .tell(run.id(), events);
        return new MadeRun(owner, run, state, document.content(), LoggedEvent.numbered(1, events), takes, leavesWork);
    }
}
