package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message in a thread.
 *
 * @param id its id
 * @param createdAt when it was created, in seconds since 1970
 * @param assistantId the assistant that wrote it, if a run did
 * @param threadId its thread
 * @param runId the run that wrote it, if any
 * @param status how far it is
 * @param incompleteDetails why it is incomplete
 * @param incompleteAt when it was given up
 * @param completedAt when it was complete
 * @param role who speaks
 * @param content what is said
 * @param attachments the files that go with it
 * @param metadata the caller's own notes
 * @param extra what the object held beyond this
 */
public record Message(
        String id,
        long createdAt,
        Optional<String> assistantId,
        String threadId,
        Optional<String> runId,
        MessageStatus status,
        Optional<MessageIncompleteDetails> incompleteDetails,
        Optional<Long> incompleteAt,
        Optional<Long> completedAt,
        Role role,
        List<MessageContent> content,
        List<Attachment> attachments,
        Map<String, String> metadata,
        Extra extra) {
    public Message {
        content = List.copyOf(content);
        attachments = List.copyOf(attachments);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** The text of all its text parts, one after the other. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (MessageContent part : content) {
            if (part instanceof MessageContent.Text some) {
                text.append(some.text().value());
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "Message[id=" + id + ", role=" + role + ", status=" + status + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a message. */
    public static final class Builder {
        private String id = "";
        private long createdAt;
        private @Nullable String assistantId;
        private String threadId = "";
        private @Nullable String runId;
        private MessageStatus status = MessageStatus.UNKNOWN;
        private @Nullable MessageIncompleteDetails incompleteDetails;
        private @Nullable Long incompleteAt;
        private @Nullable Long completedAt;
        private Role role = Role.UNKNOWN;
        private List<MessageContent> content = List.of();
        private List<Attachment> attachments = List.of();
        private Map<String, String> metadata = Map.of();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(Message from) {
            id = from.id;
            createdAt = from.createdAt;
            assistantId = from.assistantId.orElse(null);
            threadId = from.threadId;
            runId = from.runId.orElse(null);
            status = from.status;
            incompleteDetails = from.incompleteDetails.orElse(null);
            incompleteAt = from.incompleteAt.orElse(null);
            completedAt = from.completedAt.orElse(null);
            role = from.role;
            content = from.content;
            attachments = from.attachments;
            metadata = from.metadata;
            extra = from.extra;
        }

        /** Sets {@link Message#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link Message#createdAt()}. */
        public Builder createdAt(long createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /** Sets {@link Message#assistantId()}; null for none. */
        public Builder assistantId(@Nullable String assistantId) {
            this.assistantId = assistantId;
            return this;
        }

        /** Sets {@link Message#threadId()}. */
        public Builder threadId(String threadId) {
            this.threadId = threadId;
            return this;
        }

        /** Sets {@link Message#runId()}; null for none. */
        public Builder runId(@Nullable String runId) {
            this.runId = runId;
            return this;
        }

        /** Sets {@link Message#status()}. */
        public Builder status(MessageStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link Message#incompleteDetails()}; null for none. */
        public Builder incompleteDetails(@Nullable MessageIncompleteDetails incompleteDetails) {
            this.incompleteDetails = incompleteDetails;
            return this;
        }

        /** Sets {@link Message#incompleteAt()}; null for none. */
        public Builder incompleteAt(@Nullable Long incompleteAt) {
            this.incompleteAt = incompleteAt;
            return this;
        }

        /** Sets {@link Message#completedAt()}; null for none. */
        public Builder completedAt(@Nullable Long completedAt) {
            this.completedAt = completedAt;
            return this;
        }

        /** Sets {@link Message#role()}. */
        public Builder role(Role role) {
            this.role = role;
            return this;
        }

        /** Sets {@link Message#content()}. */
        public Builder content(List<MessageContent> content) {
            this.content = content;
            return this;
        }

        /** Sets {@link Message#content()}. */
        public Builder content(MessageContent... content) {
            return content(List.of(content));
        }

        /** Sets {@link Message#attachments()}. */
        public Builder attachments(List<Attachment> attachments) {
            this.attachments = attachments;
            return this;
        }

        /** Sets {@link Message#attachments()}. */
        public Builder attachments(Attachment... attachments) {
            return attachments(List.of(attachments));
        }

        /** Sets {@link Message#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link Message#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link Message#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public Message build() {
            return new Message(
                    id,
                    createdAt,
                    Optional.ofNullable(assistantId),
                    threadId,
                    Optional.ofNullable(runId),
                    status,
                    Optional.ofNullable(incompleteDetails),
                    Optional.ofNullable(incompleteAt),
                    Optional.ofNullable(completedAt),
                    role,
                    content,
                    attachments,
                    metadata,
                    extra);
        }
    }
}
