package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.ContentDelta;
import dev.sluice.core.assistants.event.MessageChange;
import dev.sluice.core.assistants.event.MessageDelta;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import java.util.ArrayList;
import java.util.List;

/** A message as it is being written: its parts, and the growth of each. */
final class Written {
    private final Message message;
    private final List<Part> parts = new ArrayList<>();

    Written(Message message) {
        this.message = message;
    }

    String id() {
        return message.id();
    }

    /** What more of a text, or of a refusal, makes it grow by. */
    MessageDelta grow(String piece, boolean refusal) {
        boolean first = parts.isEmpty() || parts.get(parts.size() - 1).refusal != refusal;
        if (first) {
            parts.add(new Part(refusal));
        }
        int index = parts.size() - 1;
        parts.get(index).text.append(piece);
        ContentDelta delta = refusal
                ? new ContentDelta.Refusal(index, piece)
                : first ? ContentDelta.firstText(index, piece) : ContentDelta.text(index, piece);
        return new MessageDelta(message.id(), new MessageChange(null, List.of(delta)));
    }

    /** The message with what was written so far. */
    Message soFar() {
        List<MessageContent> content = new ArrayList<>();
        for (Part part : parts) {
            String text = part.text.toString();
            content.add(part.refusal ? new MessageContent.Refusal(text) : MessageContent.text(text));
        }
        return message.toBuilder().content(content).build();
    }

    private static final class Part {
        final boolean refusal;
        final StringBuilder text = new StringBuilder();

        Part(boolean refusal) {
            this.refusal = refusal;
        }
    }
}
