package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a thread.
 *
 * @param messages its first messages
 * @param toolResources what tools work on in this thread
 * @param metadata the caller's own notes, at most 16
 * @param extra what the object held beyond this
 */
public record CreateThread(
        List<CreateMessage> messages,
        Optional<NewToolResources> toolResources,
        Map<String, String> metadata,
        Extra extra) {
    /** A thread with nothing in it. */
    public static final CreateThread EMPTY = builder().build();

    public CreateThread {
        messages = List.copyOf(messages);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public String toString() {
        return "CreateThread[" + messages.size() + " messages]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a request for a thread. */
    public static final class Builder {
        private List<CreateMessage> messages = List.of();
        private @Nullable NewToolResources toolResources;
        private Map<String, String> metadata = Map.of();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(CreateThread from) {
            messages = from.messages;
            toolResources = from.toolResources.orElse(null);
            metadata = from.metadata;
            extra = from.extra;
        }

        /** Sets {@link CreateThread#messages()}. */
        public Builder messages(List<CreateMessage> messages) {
            this.messages = messages;
            return this;
        }

        /** Sets {@link CreateThread#messages()}. */
        public Builder messages(CreateMessage... messages) {
            return messages(List.of(messages));
        }

        /** Sets {@link CreateThread#toolResources()}; null for none. */
        public Builder toolResources(@Nullable NewToolResources toolResources) {
            this.toolResources = toolResources;
            return this;
        }

        /** Sets {@link CreateThread#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link CreateThread#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link CreateThread#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public CreateThread build() {
            return new CreateThread(messages, Optional.ofNullable(toolResources), metadata, extra);
        }
    }
}
