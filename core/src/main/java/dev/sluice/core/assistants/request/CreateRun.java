package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.ReasoningEffort;
import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolChoice;
import dev.sluice.core.assistants.model.TruncationStrategy;
import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to run an assistant on a thread; what is absent is the assistant's.
 *
 * @param assistantId the assistant
 * @param model the model
 * @param reasoningEffort how long a reasoning model may think
 * @param instructions what the model is told instead of the assistant's instructions
 * @param additionalInstructions what it is told besides
 * @param additionalMessages messages that the thread gets first
 * @param tools the tools that the model may call instead of the assistant's, at most 20
 * @param metadata the caller's own notes, at most 16
 * @param temperature how freely to choose among tokens, 0 to 2
 * @param topP the share of probable tokens to choose from, 0 to 1
 * @param stream whether the answer is a stream of events
 * @param maxPromptTokens the most tokens that all its prompts may have
 * @param maxCompletionTokens the most tokens that all its answers may have
 * @param truncationStrategy which messages it sees
 * @param toolChoice which tool the model must call
 * @param parallelToolCalls whether it may call several at once
 * @param responseFormat what the model must answer
 * @param extra what the object held beyond this
 */
public record CreateRun(
        String assistantId,
        Optional<String> model,
        Optional<ReasoningEffort> reasoningEffort,
        Optional<String> instructions,
        Optional<String> additionalInstructions,
        List<CreateMessage> additionalMessages,
        Optional<List<Tool>> tools,
        Map<String, String> metadata,
        Optional<Double> temperature,
        Optional<Double> topP,
        boolean stream,
        Optional<Long> maxPromptTokens,
        Optional<Long> maxCompletionTokens,
        Optional<TruncationStrategy> truncationStrategy,
        Optional<ToolChoice> toolChoice,
        Optional<Boolean> parallelToolCalls,
        Optional<ResponseFormat> responseFormat,
        Extra extra) {
    public CreateRun {
        additionalMessages = List.copyOf(additionalMessages);
        tools = tools.map(List::copyOf);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A run as the assistant has it. */
    public static CreateRun of(String assistantId) {
        return builder().assistantId(assistantId).build();
    }

    @Override
    public String toString() {
        return "CreateRun[assistantId=" + assistantId + ", stream=" + stream + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a request for a run. */
    public static final class Builder {
        private String assistantId = "";
        private @Nullable String model;
        private @Nullable ReasoningEffort reasoningEffort;
        private @Nullable String instructions;
        private @Nullable String additionalInstructions;
        private List<CreateMessage> additionalMessages = List.of();
        private @Nullable List<Tool> tools;
        private Map<String, String> metadata = Map.of();
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private boolean stream;
        private @Nullable Long maxPromptTokens;
        private @Nullable Long maxCompletionTokens;
        private @Nullable TruncationStrategy truncationStrategy;
        private @Nullable ToolChoice toolChoice;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable ResponseFormat responseFormat;
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(CreateRun from) {
            assistantId = from.assistantId;
            model = from.model.orElse(null);
            reasoningEffort = from.reasoningEffort.orElse(null);
            instructions = from.instructions.orElse(null);
            additionalInstructions = from.additionalInstructions.orElse(null);
            additionalMessages = from.additionalMessages;
            tools = from.tools.orElse(null);
            metadata = from.metadata;
            temperature = from.temperature.orElse(null);
            topP = from.topP.orElse(null);
            stream = from.stream;
            maxPromptTokens = from.maxPromptTokens.orElse(null);
            maxCompletionTokens = from.maxCompletionTokens.orElse(null);
            truncationStrategy = from.truncationStrategy.orElse(null);
            toolChoice = from.toolChoice.orElse(null);
            parallelToolCalls = from.parallelToolCalls.orElse(null);
            responseFormat = from.responseFormat.orElse(null);
            extra = from.extra;
        }

        /** Sets {@link CreateRun#assistantId()}. */
        public Builder assistantId(String assistantId) {
            this.assistantId = assistantId;
            return this;
        }

        /** Sets {@link CreateRun#model()}; null for none. */
        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        /** Sets {@link CreateRun#reasoningEffort()}; null for none. */
        public Builder reasoningEffort(@Nullable ReasoningEffort reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        /** Sets {@link CreateRun#instructions()}; null for none. */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        /** Sets {@link CreateRun#additionalInstructions()}; null for none. */
        public Builder additionalInstructions(@Nullable String additionalInstructions) {
            this.additionalInstructions = additionalInstructions;
            return this;
        }

        /** Sets {@link CreateRun#additionalMessages()}. */
        public Builder additionalMessages(List<CreateMessage> additionalMessages) {
            this.additionalMessages = additionalMessages;
            return this;
        }

        /** Sets {@link CreateRun#additionalMessages()}. */
        public Builder additionalMessages(CreateMessage... additionalMessages) {
            return additionalMessages(List.of(additionalMessages));
        }

        /** Sets {@link CreateRun#tools()}. */
        public Builder tools(List<Tool> tools) {
            this.tools = tools;
            return this;
        }

        /** Sets {@link CreateRun#tools()}. */
        public Builder tools(Tool... tools) {
            return tools(List.of(tools));
        }

        /** Sets {@link CreateRun#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link CreateRun#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link CreateRun#temperature()}. */
        public Builder temperature(double temperature) {
            this.temperature = temperature;
            return this;
        }

        /** Sets {@link CreateRun#topP()}. */
        public Builder topP(double topP) {
            this.topP = topP;
            return this;
        }

        /** Sets {@link CreateRun#stream()}. */
        public Builder stream(boolean stream) {
            this.stream = stream;
            return this;
        }

        /** Sets {@link CreateRun#maxPromptTokens()}. */
        public Builder maxPromptTokens(long maxPromptTokens) {
            this.maxPromptTokens = maxPromptTokens;
            return this;
        }

        /** Sets {@link CreateRun#maxCompletionTokens()}. */
        public Builder maxCompletionTokens(long maxCompletionTokens) {
            this.maxCompletionTokens = maxCompletionTokens;
            return this;
        }

        /** Sets {@link CreateRun#truncationStrategy()}; null for none. */
        public Builder truncationStrategy(@Nullable TruncationStrategy truncationStrategy) {
            this.truncationStrategy = truncationStrategy;
            return this;
        }

        /** Sets {@link CreateRun#toolChoice()}; null for none. */
        public Builder toolChoice(@Nullable ToolChoice toolChoice) {
            this.toolChoice = toolChoice;
            return this;
        }

        /** Sets {@link CreateRun#parallelToolCalls()}. */
        public Builder parallelToolCalls(boolean parallelToolCalls) {
            this.parallelToolCalls = parallelToolCalls;
            return this;
        }

        /** Sets {@link CreateRun#responseFormat()}; null for none. */
        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        /** Sets {@link CreateRun#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /**
         * What was set.
         *
         * @throws IllegalStateException where {@code assistantId} was not
         */
        public CreateRun build() {
            if (assistantId.isEmpty()) {
                throw new IllegalStateException("CreateRun needs its assistantId");
            }
            return new CreateRun(
                    assistantId,
                    Optional.ofNullable(model),
                    Optional.ofNullable(reasoningEffort),
                    Optional.ofNullable(instructions),
                    Optional.ofNullable(additionalInstructions),
                    additionalMessages,
                    Optional.ofNullable(tools),
                    metadata,
                    Optional.ofNullable(temperature),
                    Optional.ofNullable(topP),
                    stream,
                    Optional.ofNullable(maxPromptTokens),
                    Optional.ofNullable(maxCompletionTokens),
                    Optional.ofNullable(truncationStrategy),
                    Optional.ofNullable(toolChoice),
                    Optional.ofNullable(parallelToolCalls),
                    Optional.ofNullable(responseFormat),
                    extra);
        }
    }
}
