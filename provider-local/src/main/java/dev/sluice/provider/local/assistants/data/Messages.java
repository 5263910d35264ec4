package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.model.ImageDetail;
import dev.sluice.core.assistants.model.ImageUrlContent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.MessageStatus;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.InputContent;
import dev.sluice.core.assistants.request.InputPart;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Messages that clients write. */
public final class Messages {
    /** The label of what users say. */
    public static final String BY_USER = "role:user";

    private Messages() {}

    /** The label of what a run wrote. */
    public static String byRun(String runId) {
        return "run:" + runId;
    }

    /** The message that a request asks for. */
    public static Message of(CreateMessage request, String id, String threadId, long now) {
        return Message.builder()
                .id(id)
                .createdAt(now)
                .threadId(threadId)
                .status(MessageStatus.COMPLETED)
                .completedAt(now)
                .role(request.role())
                .content(content(request.content()))
                .attachments(request.attachments())
                .metadata(request.metadata())
                .build();
    }

    /** The document of a message that a client wrote. */
    public static Draft draft(Archive archive, String owner, Message message) {
        Draft draft = archive.draft(Kind.MESSAGE, message.id(), owner, message).in(message.threadId());
        return message.role() == Role.USER ? draft.labelled(Set.of(BY_USER)) : draft;
    }

    private static List<MessageContent> content(InputContent content) {
        List<MessageContent> parts = new ArrayList<>();
        if (content instanceof InputContent.Text text) {
            parts.add(MessageContent.text(text.text()));
        } else if (content instanceof InputContent.Parts several) {
            several.parts().forEach(part -> parts.add(part(part)));
        }
        return parts;
    }

    private static MessageContent part(InputPart part) {
        if (part instanceof InputPart.Text text) {
            return MessageContent.text(text.text());
        }
        if (part instanceof InputPart.ImageUrl image) {
            return new MessageContent.ImageUrl(new ImageUrlContent(
                    image.imageUrl().url(), image.imageUrl().detail().orElse(ImageDetail.AUTO)));
        }
        if (part instanceof InputPart.ImageFile image) {
            return new MessageContent.ImageFile(image.imageFile());
        }
        throw new IllegalStateException("A part that was checked is of a kind that is known");
    }
}
