package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.provider.local.assistants.data.RunState;
import java.util.List;
import java.util.Map;

/**
 * What a model is to be told in a turn.
 *
 * @param run the run
 * @param state what was said in its turns before
 * @param messages of the thread, oldest first, without those of the run
 * @param steps of the run, oldest first
 * @param written the messages of the run, by their ids
 * @param images the images in files, as data URLs, by the ids of the files
 */
public record Conversation(
        Run run,
        RunState state,
        List<Message> messages,
        List<RunStep> steps,
        Map<String, Message> written,
        Map<String, String> images) {
    public Conversation {
        messages = List.copyOf(messages);
        steps = List.copyOf(steps);
        written = Map.copyOf(written);
        images = Map.copyOf(images);
    }

    boolean isFirstTurn() {
        return state.turns() == 0;
    }

    boolean hasUser() {
        return messages.stream().anyMatch(message -> message.role() == Role.USER);
    }
}
