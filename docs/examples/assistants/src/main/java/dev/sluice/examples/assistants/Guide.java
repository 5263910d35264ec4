package dev.sluice.examples.assistants;

import dev.sluice.core.api.Assistants;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Order;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ModifyAssistant;
import dev.sluice.core.assistants.request.ModifyMessage;
import dev.sluice.core.assistants.request.ModifyThread;
import java.util.Map;
import java.util.stream.Stream;

/** Each operation on assistants, threads and messages once, as the guide shows it. */
final class Guide {
    private Guide() {}

    static Deleted assistants(Assistants assistants) {
        // [assistants]
        Assistant tutor = assistants.createAssistant(CreateAssistant.builder()
                .model("gpt-4o")
                .name("Math Tutor")
                .instructions("You are a math tutor. Write and run code to answer questions.")
                .tools(Tool.codeInterpreter())
                .build());
        Page<Assistant> newest = assistants.listAssistants(
                ListQuery.builder().limit(20).order(Order.DESC).build());
        try (Stream<Assistant> all = assistants.allAssistants(ListQuery.ALL)) { // page after page, as they are needed
            all.forEach(assistant -> System.out.println(assistant.id()));
        }
        Assistant same = assistants.getAssistant(tutor.id());
        Assistant renamed = assistants.modifyAssistant(
                same.id(), ModifyAssistant.builder().name("Algebra Tutor").build()); // what is not set stays
        Deleted gone = assistants.deleteAssistant(renamed.id());
        // [/assistants]
        return newest.hasMore() ? Deleted.of("", gone.object()) : gone;
    }

    static Deleted threads(Assistants assistants) {
        // [threads]
        AssistantThread empty = assistants.createThread();
        AssistantThread thread = assistants.createThread(CreateThread.builder()
                .messages(CreateMessage.user("Solve 3x + 11 = 14"))
                .metadata("customer", "42")
                .build());
        AssistantThread same = assistants.getThread(thread.id());
        AssistantThread changed = assistants.modifyThread(same.id(), ModifyThread.metadata(Map.of("customer", "43")));
        Deleted gone = assistants.deleteThread(empty.id());
        // [/threads]
        return changed.metadata().containsValue("43") ? gone : Deleted.of("", gone.object());
    }

    static Deleted messages(Assistants assistants, String threadId) {
        // [messages]
        Message message = assistants.addMessage(threadId, CreateMessage.user("And 4x + 11 = 15?"));
        Page<Message> newest = assistants.listMessages(
                threadId, ListMessagesQuery.builder().limit(1).build());
        try (Stream<Message> all = assistants.allMessages(
                threadId, ListMessagesQuery.builder().order(Order.ASC).build())) {
            all.forEach(each -> System.out.println(each.role() + ": " + each.text()));
        }
        Message same = assistants.getMessage(threadId, message.id());
        assistants.modifyMessage(threadId, same.id(), ModifyMessage.metadata(Map.of("seen", "yes")));
        Deleted gone = assistants.deleteMessage(threadId, message.id());
        // [/messages]
        return newest.data().get(0).id().equals(message.id()) ? gone : Deleted.of("", gone.object());
    }
}
