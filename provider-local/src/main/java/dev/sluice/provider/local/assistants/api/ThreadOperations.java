package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.DeletedObject;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ModifyThread;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.HttpReply;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.RefusedException;
import java.util.concurrent.CompletionStage;

/** Threads. */
public final class ThreadOperations {
    private static final String ID = "thread_id";

    private final Desk desk;
    private final Resources resources;
    private final NewThreads newThreads;

    /** With that desk. */
    public ThreadOperations(Desk desk, Resources resources) {
        this.desk = desk;
        this.resources = resources;
        this.newThreads = new NewThreads(desk, resources);
    }

    /** {@code POST /threads}. */
    public CompletionStage<HttpReply> create(Call call) {
        CreateThread request = desk.body(call, CreateThread.class);
        return newThreads.prepare(call.owner(), request).thenCompose(thread -> {
            Change.Builder change = Change.builder();
            Draft document = thread.addTo(change, desk.archive(), call.owner());
            return desk.archive().create(change).thenApply(outcome -> {
                if (change.hasWork()) {
                    desk.wake().run();
                }
                return desk.replies().document(call, document.content());
            });
        });
    }

    /** {@code GET /threads}: the administrator's own, which OpenAI shows to browsers only. */
    public CompletionStage<HttpReply> list(Call call) {
        Principal principal = call.context().principal();
        if (!principal.equals(Principal.MASTER) && !principal.equals(Principal.ANONYMOUS)) {
            throw new RefusedException(
                    401,
                    "Your request to GET /v1/threads must be made with the master key of this gateway. You made it with"
                            + " another key.",
                    null,
                    null);
        }
        ListQuery query = desk.query(call, ListQuery.class);
        return Pages.reply(desk, call, Listing.of(call.owner(), Kind.THREAD, Paging.of(query)));
    }

    /** {@code GET /threads/{thread_id}}. */
    public CompletionStage<HttpReply> get(Call call) {
        return document(call).thenApply(document -> desk.replies().document(call, document.content()));
    }

    private CompletionStage<Document> document(Call call) {
        String id = call.id(ID);
        return desk.archive()
                .get(call.owner(), new Key(Kind.THREAD, id))
                .thenApply(found -> found.get(Kind.THREAD, id));
    }

    /** {@code POST /threads/{thread_id}}. */
    public CompletionStage<HttpReply> modify(Call call) {
        ModifyThread request = desk.body(call, ModifyThread.class);
        return resources
                .existing(call.owner(), request.toolResources().toOptional())
                .thenCompose(checked -> Archive.retried(() -> document(call).thenCompose(document -> {
                    AssistantThread changed = changed(desk.archive().read(document, AssistantThread.class), request);
                    Draft draft = Draft.next(document, desk.archive().write(changed));
                    return desk.archive()
                            .commit(Change.builder().write(draft, document.version()))
                            .thenApply(outcome -> Archive.unlessConflict(
                                    outcome, () -> desk.replies().document(call, draft.content())));
                })));
    }

    private static AssistantThread changed(AssistantThread thread, ModifyThread request) {
        ToolResources resources = request.toolResources().over(thread.toolResources());
        return new AssistantThread(
                thread.id(),
                thread.createdAt(),
                request.metadata().toOptional().orElse(thread.metadata()),
                resources == null ? ToolResources.NONE : resources);
    }

    /** {@code DELETE /threads/{thread_id}}: everything in it goes, and whoever works on it stops. */
    public CompletionStage<HttpReply> delete(Call call) {
        return Archive.retried(() -> document(call)
                .thenCompose(document -> desk.archive()
                        .commit(Change.builder().delete(document))
                        .thenApply(outcome -> Archive.unlessConflict(
                                outcome,
                                () -> desk.replies().object(call, Deleted.of(call.id(ID), DeletedObject.THREAD))))));
    }
}
