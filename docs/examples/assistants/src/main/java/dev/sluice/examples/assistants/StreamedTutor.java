package dev.sluice.examples.assistants;

import dev.sluice.core.api.AssistantEventHandler;
import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.api.RunStream;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.TextDelta;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An answer as it is written. */
public final class StreamedTutor {
    private StreamedTutor() {}

    /** Asks a server: {@code OPENAI_API_KEY=... java ... StreamedTutor https://api.openai.com/v1 "Solve 3x + 11 = 14"}. */
    public static void main(String[] arguments) {
        try (Gateway gateway = Gateway.builder()
                .compatible(arguments[0], System.getenv("OPENAI_API_KEY"))
                .build()) {
            Assistants assistants = gateway.assistants();
            String tutor = assistants
                    .createAssistant(CreateAssistant.builder().model("gpt-4o").build())
                    .id();
            String thread = assistants
                    .createThread(CreateThread.builder()
                            .messages(CreateMessage.user(arguments[1]))
                            .build())
                    .id();
            handle(assistants, thread, tutor, System.out);
            System.out.println();
        }
    }

    /** By a loop over the events. */
    public static void print(Assistants assistants, String threadId, String assistantId, Appendable out) {
        // [events]
        try (RunStream run = assistants.runStream(threadId, CreateRun.of(assistantId))) {
            for (AssistantStreamEvent event : run) {
                if (event instanceof MessageEvent.Completed completed) {
                    write(out, completed.message().text());
                }
            }
        }
        // [/events]
    }

    /** By a handler, which is told of every piece of text. */
    public static Message handle(Assistants assistants, String threadId, String assistantId, Appendable out) {
        // [handler]
        AssistantEventHandler handler = new AssistantEventHandler() {
            @Override
            public void onTextDelta(TextDelta delta, TextContent snapshot) {
                delta.value().ifPresent(piece -> write(out, piece));
            }
        };
        assistants.runStream(threadId, CreateRun.of(assistantId), handler);
        return handler.progress().message().orElseThrow();
        // [/handler]
    }

    private static void write(Appendable out, String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
