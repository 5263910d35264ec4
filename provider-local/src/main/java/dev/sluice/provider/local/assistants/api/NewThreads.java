package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Threads and messages that are to be written. */
final class NewThreads {
    private final Desk desk;
    private final Resources resources;

    NewThreads(Desk desk, Resources resources) {
        this.desk = desk;
        this.resources = resources;
    }

    /** A thread that can be written, with what its attachments add to it. */
    CompletionStage<NewThread> prepare(String owner, CreateThread request) {
        List<Attachment> attachments = request.messages().stream()
                .flatMap(message -> message.attachments().stream())
                .toList();
        return resources
                .attachments(owner, attachments)
                .thenCompose(checked -> resources.forThread(owner, request.toolResources(), attachments))
                .thenApply(own -> {
                    AssistantThread thread = new AssistantThread(
                            desk.ids().id("thread_"), desk.now(), request.metadata(), own.resources());
                    return new NewThread(thread, own.writes(), messages(owner, thread.id(), request.messages()));
                });
    }

    /** The thread must still be there, and gets what attachments made of its resources. */
    void touch(Change.Builder change, Document document, AssistantThread thread, StoreMaker.Made made) {
        made.writes().accept(change);
        if (made.resources().equals(thread.toolResources())) {
            change.guard(document);
        } else {
            AssistantThread grown =
                    new AssistantThread(thread.id(), thread.createdAt(), thread.metadata(), made.resources());
            change.write(Draft.next(document, desk.archive().write(grown)), document.version());
        }
    }

    /** The documents of messages, in their order. */
    List<Draft> messages(String owner, String threadId, List<CreateMessage> requests) {
        List<Draft> drafts = new ArrayList<>();
        for (CreateMessage request : requests) {
            drafts.add(message(owner, threadId, request));
        }
        return drafts;
    }

    /** The document of a message. */
    Draft message(String owner, String threadId, CreateMessage request) {
        Message message = Messages.of(request, desk.ids().id("msg_"), threadId, desk.now());
        return Messages.draft(desk.archive(), owner, message);
    }

    /**
     * A thread that is to be written.
     *
     * @param thread the thread
     * @param writes what else is to be written
     * @param messages the documents of its messages
     */
    record NewThread(AssistantThread thread, Consumer<Change.Builder> writes, List<Draft> messages) {
        Draft addTo(Change.Builder change, Archive archive, String owner) {
            Draft document = archive.draft(Kind.THREAD, thread.id(), owner, thread);
            change.create(document);
            writes.accept(change);
            messages.forEach(change::create);
            return document;
        }

        NewThread with(AssistantThread other) {
            return new NewThread(other, writes, messages);
        }
    }
}
