package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolChoice;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.model.TruncationStrategy;
import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a thread and a run on it; what is absent is the assistant's.
 *
 * @param assistantId the assistant
 * @param thread the thread; without one it is empty
 * @param model the model
 * @param instructions what the model is told instead of the assistant's instructions
 * @param tools the tools that the model may call instead of the assistant's, at most 20
 * @param toolResources what the tools work on
 * @param metadata the caller's own notes on the run, at most 16
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
public record CreateThreadAndRun(
        String assistantId,
        Optional<CreateThread> thread,
        Optional<String> model,
        Optional<String> instructions,
        Optional<List<Tool>> tools,
        Optional<ToolResources> toolResources,
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
    public CreateThreadAndRun {
        tools = tools.map(List::copyOf);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public String toString() {
        return "CreateThreadAndRun[assistantId=" + assistantId + ", stream=" + stream + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a request for a thread and a run. */
    public static final class Builder {
        private String assistantId = "";
        private @Nullable CreateThread thread;
        private @Nullable String model;
        private @Nullable String instructions;
        private @Nullable List<Tool> tools;
        private @Nullable ToolResources toolResources;
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

        private Builder(CreateThreadAndRun from) {
            assistantId = from.assistantId;
            thread = from.thread.orElse(null);
            model = from.model.orElse(null);
            instructions = from.instructions.orElse(null);
            tools = from.tools.orElse(null);
            toolResources = from.toolResources.orElse(null);
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

        /** Sets {@link CreateThreadAndRun#assistantId()}. */
        public Builder assistantId(String assistantId) {
            this.assistantId = assistantId;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#thread()}; null for none. */
        public Builder thread(@Nullable CreateThread thread) {
            this.thread = thread;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#model()}; null for none. */
        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#instructions()}; null for none. */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#tools()}. */
        public Builder tools(List<Tool> tools) {
            this.tools = tools;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#tools()}. */
        public Builder tools(Tool... tools) {
            return tools(List.of(tools));
        }

        /** Sets {@link CreateThreadAndRun#toolResources()}; null for none. */
        public Builder toolResources(@Nullable ToolResources toolResources) {
            this.toolResources = toolResources;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link CreateThreadAndRun#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#temperature()}. */
        public Builder temperature(double temperature) {
            this.temperature = temperature;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#topP()}. */
        public Builder topP(double topP) {
            this.topP = topP;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#stream()}. */
        public Builder stream(boolean stream) {
            this.stream = stream;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#maxPromptTokens()}. */
        public Builder maxPromptTokens(long maxPromptTokens) {
            this.maxPromptTokens = maxPromptTokens;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#maxCompletionTokens()}. */
        public Builder maxCompletionTokens(long maxCompletionTokens) {
            this.maxCompletionTokens = maxCompletionTokens;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#truncationStrategy()}; null for none. */
        public Builder truncationStrategy(@Nullable TruncationStrategy truncationStrategy) {
            this.truncationStrategy = truncationStrategy;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#toolChoice()}; null for none. */
        public Builder toolChoice(@Nullable ToolChoice toolChoice) {
            this.toolChoice = toolChoice;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#parallelToolCalls()}. */
        public Builder parallelToolCalls(boolean parallelToolCalls) {
            this.parallelToolCalls = parallelToolCalls;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#responseFormat()}; null for none. */
        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        /** Sets {@link CreateThreadAndRun#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /**
         * What was set.
         *
         * @throws IllegalStateException where {@code assistantId} was not
         */
        public CreateThreadAndRun build() {
            if (assistantId.isEmpty()) {
                throw new IllegalStateException("CreateThreadAndRun needs its assistantId");
            }
            return new CreateThreadAndRun(
                    assistantId,
                    Optional.ofNullable(thread),
                    Optional.ofNullable(model),
                    Optional.ofNullable(instructions),
                    Optional.ofNullable(tools),
                    Optional.ofNullable(toolResources),
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
