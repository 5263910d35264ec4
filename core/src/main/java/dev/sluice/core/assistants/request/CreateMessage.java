package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request for a message.
 *
 * @param role who speaks
 * @param content what is said
 * @param attachments the files that go with it
 * @param metadata the caller's own notes, at most 16
 * @param extra what the object held beyond this
 */
public record CreateMessage(
        Role role, InputContent content, List<Attachment> attachments, Map<String, String> metadata, Extra extra) {
    public CreateMessage {
        attachments = List.copyOf(attachments);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** What a user says, as plain text. */
    public static CreateMessage user(String text) {
        return builder().role(Role.USER).content(text).build();
    }

    /** What an assistant said elsewhere, as plain text. */
    public static CreateMessage assistant(String text) {
        return builder().role(Role.ASSISTANT).content(text).build();
    }

    @Override
    public String toString() {
        return "CreateMessage[role=" + role + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a request for a message. */
    public static final class Builder {
        private Role role = Role.USER;
        private InputContent content = InputContent.of("");
        private List<Attachment> attachments = List.of();
        private Map<String, String> metadata = Map.of();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(CreateMessage from) {
            role = from.role;
            content = from.content;
            attachments = from.attachments;
            metadata = from.metadata;
            extra = from.extra;
        }

        /** Sets {@link CreateMessage#role()}. */
        public Builder role(Role role) {
            this.role = role;
            return this;
        }

        /** Sets {@link CreateMessage#content()}. */
        public Builder content(InputContent content) {
            this.content = content;
            return this;
        }

        /** Sets {@link CreateMessage#attachments()}. */
        public Builder attachments(List<Attachment> attachments) {
            this.attachments = attachments;
            return this;
        }

        /** Sets {@link CreateMessage#attachments()}. */
        public Builder attachments(Attachment... attachments) {
            return attachments(List.of(attachments));
        }

        /** Sets {@link CreateMessage#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link CreateMessage#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link CreateMessage#content()} to text. */
        public Builder content(String text) {
            return content(InputContent.of(text));
        }

        /** Sets {@link CreateMessage#content()} to parts. */
        public Builder content(InputPart... parts) {
            return content(InputContent.of(parts));
        }

        /** Sets {@link CreateMessage#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public CreateMessage build() {
            return new CreateMessage(role, content, attachments, metadata, extra);
        }
    }
}
