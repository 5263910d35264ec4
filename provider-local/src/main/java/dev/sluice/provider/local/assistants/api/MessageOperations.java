package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.DeletedObject;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageStatus;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.core.assistants.request.ModifyMessage;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.http.HttpReply;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Found;
import dev.sluice.provider.local.assistants.data.Messages;
import dev.sluice.provider.local.assistants.data.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The messages of threads. */
public final class MessageOperations {
    private static final String THREAD_ID = "thread_id";
    private static final String ID = "message_id";

    private final Desk desk;
    private final Resources resources;
    private final NewThreads newThreads;

    /** With that desk. */
    public MessageOperations(Desk desk, Resources resources) {
        this.desk = desk;
        this.resources = resources;
        this.newThreads = new NewThreads(desk, resources);
    }

    /** {@code POST /threads/{thread_id}/messages}; not while a run is active. */
    public CompletionStage<HttpReply> create(Call call) {
        CreateMessage request = desk.body(call, CreateMessage.class);
        String threadId = call.id(THREAD_ID);
        Key lock = new Key(Kind.THREAD_LOCK, threadId);
        return resources
                .attachments(call.owner(), request.attachments())
                .thenCompose(checked -> Archive.retried(() -> desk.archive()
                        .get(call.owner(), new Key(Kind.THREAD, threadId), lock)
                        .thenCompose(found -> {
                            Document thread = found.get(Kind.THREAD, threadId);
                            lockedBy(found, threadId);
                            AssistantThread before = desk.archive().read(thread, AssistantThread.class);
                            return resources
                                    .attached(call.owner(), before.toolResources(), request.attachments())
                                    .thenCompose(made -> write(call, request, thread, before, made));
                        })))
                .thenApply(draft -> {
                    desk.wake().run();
                    return desk.replies().document(call, draft.content());
                });
    }

    private CompletionStage<Optional<Draft>> write(
            Call call, CreateMessage request, Document thread, AssistantThread before, StoreMaker.Made made) {
        Draft draft = newThreads.message(call.owner(), before.id(), request);
        Change.Builder change = Change.builder()
                .guardAbsent(new Key(Kind.THREAD_LOCK, before.id()))
                .create(draft);
        newThreads.touch(change, thread, before, made);
        return desk.archive().commit(change).thenApply(outcome -> Archive.unlessConflict(outcome, () -> draft));
    }

    private static void lockedBy(Found found, String threadId) {
        found.find(Kind.THREAD_LOCK, threadId).ifPresent(lock -> {
            throw Refusals.lockedForMessages(
                    threadId,
                    StandardCharsets.UTF_8.decode(lock.content().duplicate()).toString());
        });
    }

    /** {@code GET /threads/{thread_id}/messages}. */
    public CompletionStage<HttpReply> list(Call call) {
        ListMessagesQuery query = desk.query(call, ListMessagesQuery.class);
        String threadId = call.id(THREAD_ID);
        Listing all = Listing.in(threadId, call.owner(), Kind.MESSAGE, Paging.of(query));
        Listing listing = query.runId()
                .filter(run -> !run.isEmpty())
                .map(run -> all.labelled(Messages.byRun(run)))
                .orElse(all);
        return desk.archive().get(call.owner(), new Key(Kind.THREAD, threadId)).thenCompose(found -> {
            found.get(Kind.THREAD, threadId);
            return Pages.reply(desk, call, listing);
        });
    }

    /** {@code GET /threads/{thread_id}/messages/{message_id}}. */
    public CompletionStage<HttpReply> get(Call call) {
        return document(call).thenApply(document -> desk.replies().document(call, document.content()));
    }

    private CompletionStage<Document> document(Call call) {
        String threadId = call.id(THREAD_ID);
        return desk.archive()
                .get(call.owner(), new Key(Kind.THREAD, threadId), new Key(Kind.MESSAGE, call.id(ID)))
                .thenApply(found -> {
                    found.get(Kind.THREAD, threadId);
                    return found.get(Kind.MESSAGE, call.id(ID), threadId);
                });
    }

    /** {@code POST /threads/{thread_id}/messages/{message_id}}. */
    public CompletionStage<HttpReply> modify(Call call) {
        ModifyMessage request = desk.body(call, ModifyMessage.class);
        return Archive.retried(() -> document(call).thenCompose(document -> {
            Message message = desk.archive().read(document, Message.class);
            Message changed = message.toBuilder()
                    .metadata(request.metadata().toOptional().orElse(message.metadata()))
                    .build();
            Draft draft = Draft.next(document, desk.archive().write(changed));
            return desk.archive()
                    .commit(Change.builder().write(draft, document.version()))
                    .thenApply(outcome ->
                            Archive.unlessConflict(outcome, () -> desk.replies().document(call, draft.content())));
        }));
    }

    /** {@code DELETE /threads/{thread_id}/messages/{message_id}}; not while it is being written. */
    public CompletionStage<HttpReply> delete(Call call) {
        return Archive.retried(() -> document(call).thenCompose(document -> {
            Message message = desk.archive().read(document, Message.class);
            if (message.status() == MessageStatus.IN_PROGRESS) {
                throw Refusals.beingWritten(message.id(), message.runId().orElse(null));
            }
            return desk.archive()
                    .commit(Change.builder().delete(document))
                    .thenApply(outcome -> Archive.unlessConflict(
                            outcome,
                            () -> desk.replies().object(call, Deleted.of(call.id(ID), DeletedObject.MESSAGE))));
        }));
    }
}
