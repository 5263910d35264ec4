package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An assistant at work on a thread.
 *
 * @param id its id
 * @param createdAt when it was created, in seconds since 1970; so are the other times
 * @param assistantId the assistant
 * @param threadId the thread
 * @param status how far it is
 * @param startedAt when it was started, or taken up again
 * @param expiresAt when it is given up; nothing once it has ended
 * @param cancelledAt when it was cancelled
 * @param failedAt when it failed
 * @param completedAt when it was complete
 * @param requiredAction what it waits for
 * @param lastError why it failed
 * @param model the model
 * @param instructions what the model is told
 * @param tools the tools that the model may call
 * @param toolResources what the tools work on
 * @param metadata the caller's own notes
 * @param temperature how freely to choose among tokens, 0 to 2
 * @param topP the share of probable tokens to choose from, 0 to 1
 * @param reasoningEffort how long a reasoning model may think
 * @param maxCompletionTokens the most tokens that all its answers may have
 * @param maxPromptTokens the most tokens that all its prompts may have
 * @param truncationStrategy which messages it sees
 * @param incompleteDetails why it ended before its answer was complete
 * @param usage the tokens used; nothing until it has ended
 * @param responseFormat what the model must answer
 * @param toolChoice which tool the model must call
 * @param parallelToolCalls whether it may call several at once
 * @param extra what the object held beyond this
 */
public record Run(
        String id,
        long createdAt,
        String assistantId,
        String threadId,
        RunStatus status,
        Optional<Long> startedAt,
        Optional<Long> expiresAt,
        Optional<Long> cancelledAt,
        Optional<Long> failedAt,
        Optional<Long> completedAt,
        Optional<RequiredAction> requiredAction,
        Optional<RunError> lastError,
        String model,
        Optional<String> instructions,
        List<Tool> tools,
        ToolResources toolResources,
        Map<String, String> metadata,
        Optional<Double> temperature,
        Optional<Double> topP,
        Optional<ReasoningEffort> reasoningEffort,
        Optional<Long> maxCompletionTokens,
        Optional<Long> maxPromptTokens,
        Optional<TruncationStrategy> truncationStrategy,
        Optional<RunIncompleteDetails> incompleteDetails,
        Optional<TokenUsage> usage,
        Optional<ResponseFormat> responseFormat,
        Optional<ToolChoice> toolChoice,
        boolean parallelToolCalls,
        Extra extra) {
    public Run {
        tools = List.copyOf(tools);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** The function calls it waits for; none unless it requires action. */
    public List<RequiredToolCall.Function> pendingCalls() {
        return requiredAction
                .filter(RequiredAction.SubmitToolOutputs.class::isInstance)
                .map(action -> ((RequiredAction.SubmitToolOutputs) action)
                        .submitToolOutputs()
                        .functions())
                .orElse(List.of());
    }

    @Override
    public String toString() {
        return "Run[id=" + id + ", threadId=" + threadId + ", status=" + status + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a run. */
    public static final class Builder {
        private String id = "";
        private long createdAt;
        private String assistantId = "";
        private String threadId = "";
        private RunStatus status = RunStatus.UNKNOWN;
        private @Nullable Long startedAt;
        private @Nullable Long expiresAt;
        private @Nullable Long cancelledAt;
        private @Nullable Long failedAt;
        private @Nullable Long completedAt;
        private @Nullable RequiredAction requiredAction;
        private @Nullable RunError lastError;
        private String model = "";
        private @Nullable String instructions;
        private List<Tool> tools = List.of();
        private ToolResources toolResources = ToolResources.NONE;
        private Map<String, String> metadata = Map.of();
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private @Nullable ReasoningEffort reasoningEffort;
        private @Nullable Long maxCompletionTokens;
        private @Nullable Long maxPromptTokens;
        private @Nullable TruncationStrategy truncationStrategy;
        private @Nullable RunIncompleteDetails incompleteDetails;
        private @Nullable TokenUsage usage;
        private @Nullable ResponseFormat responseFormat;
        private @Nullable ToolChoice toolChoice;
        private boolean parallelToolCalls = true;
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(Run from) {
            id = from.id;
            createdAt = from.createdAt;
            assistantId = from.assistantId;
            threadId = from.threadId;
            status = from.status;
            startedAt = from.startedAt.orElse(null);
            expiresAt = from.expiresAt.orElse(null);
            cancelledAt = from.cancelledAt.orElse(null);
            failedAt = from.failedAt.orElse(null);
            completedAt = from.completedAt.orElse(null);
            requiredAction = from.requiredAction.orElse(null);
            lastError = from.lastError.orElse(null);
            model = from.model;
            instructions = from.instructions.orElse(null);
            tools = from.tools;
            toolResources = from.toolResources;
            metadata = from.metadata;
            temperature = from.temperature.orElse(null);
            topP = from.topP.orElse(null);
            reasoningEffort = from.reasoningEffort.orElse(null);
            maxCompletionTokens = from.maxCompletionTokens.orElse(null);
            maxPromptTokens = from.maxPromptTokens.orElse(null);
            truncationStrategy = from.truncationStrategy.orElse(null);
            incompleteDetails = from.incompleteDetails.orElse(null);
            usage = from.usage.orElse(null);
            responseFormat = from.responseFormat.orElse(null);
            toolChoice = from.toolChoice.orElse(null);
            parallelToolCalls = from.parallelToolCalls;
            extra = from.extra;
        }

        /** Sets {@link Run#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link Run#createdAt()}. */
        public Builder createdAt(long createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /** Sets {@link Run#assistantId()}. */
        public Builder assistantId(String assistantId) {
            this.assistantId = assistantId;
            return this;
        }

        /** Sets {@link Run#threadId()}. */
        public Builder threadId(String threadId) {
            this.threadId = threadId;
            return this;
        }

        /** Sets {@link Run#status()}. */
        public Builder status(RunStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link Run#startedAt()}; null for none. */
        public Builder startedAt(@Nullable Long startedAt) {
            this.startedAt = startedAt;
            return this;
        }

        /** Sets {@link Run#expiresAt()}; null for none. */
        public Builder expiresAt(@Nullable Long expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /** Sets {@link Run#cancelledAt()}; null for none. */
        public Builder cancelledAt(@Nullable Long cancelledAt) {
            this.cancelledAt = cancelledAt;
            return this;
        }

        /** Sets {@link Run#failedAt()}; null for none. */
        public Builder failedAt(@Nullable Long failedAt) {
            this.failedAt = failedAt;
            return this;
        }

        /** Sets {@link Run#completedAt()}; null for none. */
        public Builder completedAt(@Nullable Long completedAt) {
            this.completedAt = completedAt;
            return this;
        }

        /** Sets {@link Run#requiredAction()}; null for none. */
        public Builder requiredAction(@Nullable RequiredAction requiredAction) {
            this.requiredAction = requiredAction;
            return this;
        }

        /** Sets {@link Run#lastError()}; null for none. */
        public Builder lastError(@Nullable RunError lastError) {
            this.lastError = lastError;
            return this;
        }

        /** Sets {@link Run#model()}. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** Sets {@link Run#instructions()}; null for none. */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        /** Sets {@link Run#tools()}. */
        public Builder tools(List<Tool> tools) {
            this.tools = tools;
            return this;
        }

        /** Sets {@link Run#tools()}. */
        public Builder tools(Tool... tools) {
            return tools(List.of(tools));
        }

        /** Sets {@link Run#toolResources()}. */
        public Builder toolResources(ToolResources toolResources) {
            this.toolResources = toolResources;
            return this;
        }

        /** Sets {@link Run#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link Run#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link Run#temperature()}; null for none. */
        public Builder temperature(@Nullable Double temperature) {
            this.temperature = temperature;
            return this;
        }

        /** Sets {@link Run#topP()}; null for none. */
        public Builder topP(@Nullable Double topP) {
            this.topP = topP;
            return this;
        }

        /** Sets {@link Run#reasoningEffort()}; null for none. */
        public Builder reasoningEffort(@Nullable ReasoningEffort reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        /** Sets {@link Run#maxCompletionTokens()}; null for none. */
        public Builder maxCompletionTokens(@Nullable Long maxCompletionTokens) {
            this.maxCompletionTokens = maxCompletionTokens;
            return this;
        }

        /** Sets {@link Run#maxPromptTokens()}; null for none. */
        public Builder maxPromptTokens(@Nullable Long maxPromptTokens) {
            this.maxPromptTokens = maxPromptTokens;
            return this;
        }

        /** Sets {@link Run#truncationStrategy()}; null for none. */
        public Builder truncationStrategy(@Nullable TruncationStrategy truncationStrategy) {
            this.truncationStrategy = truncationStrategy;
            return this;
        }

        /** Sets {@link Run#incompleteDetails()}; null for none. */
        public Builder incompleteDetails(@Nullable RunIncompleteDetails incompleteDetails) {
            this.incompleteDetails = incompleteDetails;
            return this;
        }

        /** Sets {@link Run#usage()}; null for none. */
        public Builder usage(@Nullable TokenUsage usage) {
            this.usage = usage;
            return this;
        }

        /** Sets {@link Run#responseFormat()}; null for none. */
        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        /** Sets {@link Run#toolChoice()}; null for none. */
        public Builder toolChoice(@Nullable ToolChoice toolChoice) {
            this.toolChoice = toolChoice;
            return this;
        }

        /** Sets {@link Run#parallelToolCalls()}. */
        public Builder parallelToolCalls(boolean parallelToolCalls) {
            this.parallelToolCalls = parallelToolCalls;
            return this;
        }

        /** Sets {@link Run#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public Run build() {
            return new Run(
                    id,
                    createdAt,
                    assistantId,
                    threadId,
                    status,
                    Optional.ofNullable(startedAt),
                    Optional.ofNullable(expiresAt),
                    Optional.ofNullable(cancelledAt),
                    Optional.ofNullable(failedAt),
                    Optional.ofNullable(completedAt),
                    Optional.ofNullable(requiredAction),
                    Optional.ofNullable(lastError),
                    model,
                    Optional.ofNullable(instructions),
                    tools,
                    toolResources,
                    metadata,
                    Optional.ofNullable(temperature),
                    Optional.ofNullable(topP),
                    Optional.ofNullable(reasoningEffort),
                    Optional.ofNullable(maxCompletionTokens),
                    Optional.ofNullable(maxPromptTokens),
                    Optional.ofNullable(truncationStrategy),
                    Optional.ofNullable(incompleteDetails),
                    Optional.ofNullable(usage),
                    Optional.ofNullable(responseFormat),
                    Optional.ofNullable(toolChoice),
                    parallelToolCalls,
                    extra);
        }
    }
}
