package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.provider.local.assistants.data.Messages;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

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
                .forNew(owner, request.toolResources())
                .thenCombine(resources.attachments(owner, attachments), (own, checked) -> {
                    AssistantThread thread = new AssistantThread(
                            desk.ids().id("thread_"), desk.now(), request.metadata(), with(own, attachments));
                    return new NewThread(
                            thread,
                            desk.archive().draft(Kind.THREAD, thread.id(), owner, thread),
                            messages(owner, thread.id(), request.messages()));
                });
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

    /** Files that the code interpreter may open are the thread's from then on. */
    static ToolResources with(ToolResources resources, List<Attachment> attachments) {
        Set<String> files = new LinkedHashSet<>(resources
                .codeInterpreter()
                .map(CodeInterpreterResources::fileIds)
                .orElse(List.of()));
        int before = files.size();
        attachments.stream()
                .filter(attachment -> attachment.tools().stream().anyMatch(Tool.CodeInterpreter.class::isInstance))
                .forEach(attachment -> files.add(attachment.fileId()));
        return files.size() == before
                ? resources
                : new ToolResources(
                        new CodeInterpreterResources(List.copyOf(files)),
                        resources.fileSearch().orElse(null));
    }

    /**
     * A thread that is to be written.
     *
     * @param thread the thread
     * @param document its document
     * @param messages those of its messages
     */
    record NewThread(AssistantThread thread, Draft document, List<Draft> messages) {
        void addTo(Change.Builder change) {
            change.create(document);
            messages.forEach(change::create);
        }
    }
}
