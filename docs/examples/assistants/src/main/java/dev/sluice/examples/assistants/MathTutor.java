package dev.sluice.examples.assistants;

import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.ListMessagesQuery;

/** The walk from an assistant to its answer, step by step, on a thread that waits. */
public final class MathTutor {
    private MathTutor() {}

    /** Asks a server: {@code OPENAI_API_KEY=... java ... MathTutor https://api.openai.com/v1 "Solve 3x + 11 = 14"}. */
    public static void main(String[] arguments) {
        // [open]
        try (Gateway gateway = Gateway.builder()
                .compatible(arguments[0], System.getenv("OPENAI_API_KEY"))
                .build()) {
            System.out.println(ask(gateway.assistants(), arguments[1]));
        }
        // [/open]
    }

    /** The tutor's answer to one question. */
    public static String ask(Assistants assistants, String question) {
        // [walk]
        Assistant tutor = assistants.createAssistant(CreateAssistant.builder()
                .name("Math Tutor")
                .instructions("You are a math tutor. Help solve equations.")
                .model("gpt-4o")
                .build());
        AssistantThread thread = assistants.createThread();
        assistants.addMessage(thread.id(), CreateMessage.user(question));

        Run run = assistants.createRunAndPoll(thread.id(), CreateRun.of(tutor.id()));
        if (run.status() != RunStatus.COMPLETED) {
            throw new IllegalStateException("The run ended as " + run.status());
        }
        String answer = assistants
                .listMessages(thread.id(), ListMessagesQuery.ALL)
                .data()
                .get(0)
                .text();

        assistants.deleteThread(thread.id());
        assistants.deleteAssistant(tutor.id());
        // [/walk]
        return answer;
    }
}
