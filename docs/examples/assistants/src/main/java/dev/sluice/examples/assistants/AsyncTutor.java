package dev.sluice.examples.assistants;

import dev.sluice.core.api.AssistantsAsync;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import java.util.concurrent.CompletionStage;

/** The same walk without waiting: no thread is held while the model thinks. */
public final class AsyncTutor {
    private AsyncTutor() {}

    /** The answer of an assistant to one question. */
    public static CompletionStage<String> ask(AssistantsAsync assistants, String assistantId, String question) {
        // [walk]
        return assistants
                .createThread(CreateThread.builder()
                        .messages(CreateMessage.user(question))
                        .build())
                .thenCompose(thread -> assistants.createRunAndPoll(thread.id(), CreateRun.of(assistantId)))
                .thenCompose(run -> assistants.listMessages(run.threadId(), ListMessagesQuery.ALL))
                .thenApply(messages -> messages.data().get(0).text());
        // [/walk]
    }
}
