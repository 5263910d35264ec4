package dev.sluice.core.api;

import dev.sluice.core.assistants.event.AnnotationDelta;
import dev.sluice.core.assistants.event.ContentDelta;
import dev.sluice.core.assistants.event.MessageChange;
import dev.sluice.core.assistants.event.TextDelta;
import dev.sluice.core.assistants.model.Annotation;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.TextContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message, and a delta on top of it. */
final class MessageGrowth {
    private MessageGrowth() {}

    static Message of(Message message, MessageChange change) {
        List<MessageContent> content = new ArrayList<>(message.content());
        change.content().forEach(delta -> grow(content, delta));
        return message.toBuilder().content(content).build();
    }

    private static void grow(List<MessageContent> content, ContentDelta delta) {
        if (delta instanceof ContentDelta.Text text) {
            Indexed.put(content, text.index(), known -> new MessageContent.Text(grown(known, text)));
        } else if (delta instanceof ContentDelta.Refusal refusal) {
            Indexed.put(
                    content,
                    refusal.index(),
                    known -> new MessageContent.Refusal(
                            refusalOf(known) + refusal.refusal().orElse("")));
        } else if (delta instanceof ContentDelta.ImageFile image
                && image.imageFile().isPresent()) {
            Indexed.put(
                    content,
                    image.index(),
                    known -> new MessageContent.ImageFile(image.imageFile().orElseThrow()));
        } else if (delta instanceof ContentDelta.ImageUrl image
                && image.imageUrl().isPresent()) {
            Indexed.put(
                    content,
                    image.index(),
                    known -> new MessageContent.ImageUrl(image.imageUrl().orElseThrow()));
        }
    }

    private static String refusalOf(Optional<MessageContent> known) {
        return known.orElse(null) instanceof MessageContent.Refusal before ? before.refusal() : "";
    }

    private static TextContent grown(Optional<MessageContent> known, ContentDelta.Text growth) {
        TextContent before =
                known.orElse(null) instanceof MessageContent.Text text ? text.text() : new TextContent("", List.of());
        String more = growth.text().flatMap(TextDelta::value).orElse("");
        List<Annotation> annotations = new ArrayList<>(before.annotations());
        growth.text().flatMap(TextDelta::annotations).orElse(List.of()).forEach(delta -> annotate(annotations, delta));
        return new TextContent(before.value() + more, annotations);
    }

    private static void annotate(List<Annotation> annotations, AnnotationDelta delta) {
        if (delta instanceof AnnotationDelta.FileCitation citation
                && citation.fileCitation().isPresent()) {
            Indexed.put(
                    annotations,
                    citation.index(),
                    known -> new Annotation.FileCitation(
                            citation.text().orElse(""),
                            citation.startIndex().orElse(0L),
                            citation.endIndex().orElse(0L),
                            citation.fileCitation().orElseThrow()));
        } else if (delta instanceof AnnotationDelta.FilePath path
                && path.filePath().isPresent()) {
            Indexed.put(
                    annotations,
                    path.index(),
                    known -> new Annotation.FilePath(
                            path.text().orElse(""),
                            path.startIndex().orElse(0L),
                            path.endIndex().orElse(0L),
                            path.filePath().orElseThrow()));
        }
    }
}
