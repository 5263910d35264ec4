package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.AnnotationDelta;
import dev.sluice.core.assistants.event.ContentDelta;
import dev.sluice.core.assistants.event.MessageChange;
import dev.sluice.core.assistants.event.MessageDelta;
import dev.sluice.core.assistants.event.TextDelta;
import dev.sluice.core.assistants.model.Annotation;
import dev.sluice.core.assistants.model.CitedFile;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.TextContent;
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

    /** What a marker of a passage makes it grow by: the marker as a whole, and the file that it stands for. */
    MessageDelta cite(String marker, String fileId) {
        if (parts.isEmpty() || parts.get(parts.size() - 1).refusal) {
            parts.add(new Part(false));
        }
        int index = parts.size() - 1;
        Part part = parts.get(index);
        long start = part.text.codePointCount(0, part.text.length());
        long end = start + marker.codePointCount(0, marker.length());
        int number = part.citations.size();
        part.text.append(marker);
        part.citations.add(new Annotation.FileCitation(marker, start, end, new CitedFile(fileId, null)));
        AnnotationDelta told = new AnnotationDelta.FileCitation(number, marker, start, end, new CitedFile(fileId, ""));
        ContentDelta delta = new ContentDelta.Text(index, new TextDelta(marker, List.of(told)));
        return new MessageDelta(message.id(), new MessageChange(null, List.of(delta)));
    }

    /** The message with what was written so far. */
    Message soFar() {
        List<MessageContent> content = new ArrayList<>();
        for (Part part : parts) {
            content.add(part.content());
        }
        return message.toBuilder().content(content).build();
    }

    private static final class Part {
        final boolean refusal;
        final StringBuilder text = new StringBuilder();
        final List<Annotation> citations = new ArrayList<>();

        Part(boolean refusal) {
            this.refusal = refusal;
        }

        MessageContent content() {
            return refusal
                    ? new MessageContent.Refusal(text.toString())
                    : new MessageContent.Text(new TextContent(text.toString(), citations));
        }
    }
}
