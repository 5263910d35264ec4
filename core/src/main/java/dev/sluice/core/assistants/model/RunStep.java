package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run did: a message, or a group of tool calls.
 *
 * @param id its id
 * @param createdAt when it was begun, in seconds since 1970; so are the other times
 * @param runId the run
 * @param assistantId the assistant
 * @param threadId the thread
 * @param type what it does
 * @param status how far it is
 * @param cancelledAt when it was cancelled
 * @param completedAt when it was complete
 * @param expiresAt when it is given up; nothing once it has ended
 * @param failedAt when it failed
 * @param lastError why it failed
 * @param stepDetails the message or the calls
 * @param usage the tokens used; nothing while it goes on
 * @param expiredAt when it was given up
 * @param metadata the caller's own notes
 * @param extra what the object held beyond this
 */
public record RunStep(
        String id,
        long createdAt,
        String runId,
        String assistantId,
        String threadId,
        RunStepType type,
        RunStepStatus status,
        Optional<Long> cancelledAt,
        Optional<Long> completedAt,
        Optional<Long> expiresAt,
        Optional<Long> failedAt,
        Optional<RunError> lastError,
        StepDetails stepDetails,
        Optional<TokenUsage> usage,
        Optional<Long> expiredAt,
        Map<String, String> metadata,
        Extra extra) {
    public RunStep {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public String toString() {
        return "RunStep[id=" + id + ", runId=" + runId + ", type=" + type + ", status=" + status + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a step. */
    public static final class Builder {
        private String id = "";
        private long createdAt;
        private String runId = "";
        private String assistantId = "";
        private String threadId = "";
        private RunStepType type = RunStepType.UNKNOWN;
        private RunStepStatus status = RunStepStatus.UNKNOWN;
        private @Nullable Long cancelledAt;
        private @Nullable Long completedAt;
        private @Nullable Long expiresAt;
        private @Nullable Long failedAt;
        private @Nullable RunError lastError;
        private StepDetails stepDetails = new StepDetails.ToolCalls(List.of());
        private @Nullable TokenUsage usage;
        private @Nullable Long expiredAt;
        private Map<String, String> metadata = Map.of();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(RunStep from) {
            id = from.id;
            createdAt = from.createdAt;
            runId = from.runId;
            assistantId = from.assistantId;
            threadId = from.threadId;
            type = from.type;
            status = from.status;
            cancelledAt = from.cancelledAt.orElse(null);
            completedAt = from.completedAt.orElse(null);
            expiresAt = from.expiresAt.orElse(null);
            failedAt = from.failedAt.orElse(null);
            lastError = from.lastError.orElse(null);
            stepDetails = from.stepDetails;
            usage = from.usage.orElse(null);
            expiredAt = from.expiredAt.orElse(null);
            metadata = from.metadata;
            extra = from.extra;
        }

        /** Sets {@link RunStep#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link RunStep#createdAt()}. */
        public Builder createdAt(long createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /** Sets {@link RunStep#runId()}. */
        public Builder runId(String runId) {
            this.runId = runId;
            return this;
        }

        /** Sets {@link RunStep#assistantId()}. */
        public Builder assistantId(String assistantId) {
            this.assistantId = assistantId;
            return this;
        }

        /** Sets {@link RunStep#threadId()}. */
        public Builder threadId(String threadId) {
            this.threadId = threadId;
            return this;
        }

        /** Sets {@link RunStep#type()}. */
        public Builder type(RunStepType type) {
            this.type = type;
            return this;
        }

        /** Sets {@link RunStep#status()}. */
        public Builder status(RunStepStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link RunStep#cancelledAt()}; null for none. */
        public Builder cancelledAt(@Nullable Long cancelledAt) {
            this.cancelledAt = cancelledAt;
            return this;
        }

        /** Sets {@link RunStep#completedAt()}; null for none. */
        public Builder completedAt(@Nullable Long completedAt) {
            this.completedAt = completedAt;
            return this;
        }

        /** Sets {@link RunStep#expiresAt()}; null for none. */
        public Builder expiresAt(@Nullable Long expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /** Sets {@link RunStep#failedAt()}; null for none. */
        public Builder failedAt(@Nullable Long failedAt) {
            this.failedAt = failedAt;
            return this;
        }

        /** Sets {@link RunStep#lastError()}; null for none. */
        public Builder lastError(@Nullable RunError lastError) {
            this.lastError = lastError;
            return this;
        }

        /** Sets {@link RunStep#stepDetails()}. */
        public Builder stepDetails(StepDetails stepDetails) {
            this.stepDetails = stepDetails;
            return this;
        }

        /** Sets {@link RunStep#usage()}; null for none. */
        public Builder usage(@Nullable TokenUsage usage) {
            this.usage = usage;
            return this;
        }

        /** Sets {@link RunStep#expiredAt()}; null for none. */
        public Builder expiredAt(@Nullable Long expiredAt) {
            this.expiredAt = expiredAt;
            return this;
        }

        /** Sets {@link RunStep#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link RunStep#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link RunStep#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public RunStep build() {
            return new RunStep(
                    id,
                    createdAt,
                    runId,
                    assistantId,
                    threadId,
                    type,
                    status,
                    Optional.ofNullable(cancelledAt),
                    Optional.ofNullable(completedAt),
                    Optional.ofNullable(expiresAt),
                    Optional.ofNullable(failedAt),
                    Optional.ofNullable(lastError),
                    stepDetails,
                    Optional.ofNullable(usage),
                    Optional.ofNullable(expiredAt),
                    metadata,
                    extra);
        }
    }
}
