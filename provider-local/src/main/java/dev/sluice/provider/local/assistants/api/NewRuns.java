package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.FileSearchResources;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.routing.Deployment;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Messages;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.data.RunState;
import dev.sluice.provider.local.assistants.turn.BackEnd;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs that are to be written. */
final class NewRuns {
    private final Desk desk;
    private final Stores stores;

    NewRuns(Desk desk) {
        this.desk = desk;
        this.stores = new Stores(desk.archive(), desk.clock());
    }

    /** Refuses what no model of this gateway can run. */
    void check(RunRequest request, Assistant assistant) {
        String model = request.modelWith(assistant);
        Deployment serving = desk.models().serving(model).orElseThrow(() -> Refusals.noSuchModel(model));
        BackEnd backEnd = BackEnd.of(serving);
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
     * The vector stores that the run searches: the assistant's and the thread's. None of them may be past its time.
     *
     * @param thread the resources of the thread as they are, if it is there
     * @param made the resources of the thread with the run
     */
    CompletionStage<List<String>> stores(
            String owner, RunRequest request, Assistant assistant, ToolResources thread, ToolResources made) {
        if (request.toolsWith(assistant).stream().noneMatch(Tool.FileSearch.class::isInstance)) {
            return CompletableFuture.completedFuture(List.of());
        }
        List<String> ids = Stream.of(assistant.toolResources(), made)
                .flatMap(NewRuns::storesOf)
                .distinct()
                .toList();
        Set<Key> keys = Stream.of(assistant.toolResources(), thread)
                .flatMap(NewRuns::storesOf)
                .filter(ids::contains)
                .map(id -> new Key(Kind.VECTOR_STORE, id))
                .collect(Collectors.toSet());
        return keys.isEmpty()
                ? CompletableFuture.completedFuture(ids)
                : desk.archive().get(owner, keys).thenApply(found -> {
                    ids.forEach(id -> found.find(Kind.VECTOR_STORE, id)
                            .filter(document -> stores.isExpired(desk.archive().read(document, VectorStore.class)))
                            .ifPresent(expired -> {
                                throw Refusals.expiredStore(id);
                            }));
                    return ids;
                });
    }

    private static Stream<String> storesOf(ToolResources resources) {
        return resources.fileSearch().map(FileSearchResources::vectorStoreIds).stream()
                .flatMap(List::stream);
    }

    /** Makes the run, locks its thread, and has it worked on. */
    Draft addTo(Change.Builder change, String owner, Run run, boolean showsResults, List<String> stores) {
        Archive archive = desk.archive();
        String threadId = run.threadId();
        Draft document = archive.draft(Kind.RUN, run.id(), owner, run).in(threadId);
        ByteBuffer runId = ByteBuffer.wrap(run.id().getBytes(StandardCharsets.UTF_8));
        change.create(Draft.of(new Key(Kind.THREAD_LOCK, threadId), owner, runId)
                        .in(threadId))
                .create(document)
                .create(archive.draft(
                                Kind.RUN_STATE,
                                run.id(),
                                owner,
                                RunState.fresh(showsResults, stores).toJson())
                        .in(run.id(), threadId))
                .work(new Work.Ready(run.id(), desk.clock().instant()))
                .tell(
                        run.id(),
                        List.of(archive.event(new RunEvent.Created(run)), archive.event(new RunEvent.Queued(run))));
        return document;
    }
}
