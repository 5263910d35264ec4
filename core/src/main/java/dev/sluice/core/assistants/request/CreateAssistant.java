package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.ReasoningEffort;
import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for an assistant.
 *
 * @param model the model that it runs on
 * @param name its name, at most 256 characters
 * @param description its description, at most 512 characters
 * @param instructions what the model is told before every thread, at most 256000 characters
 * @param reasoningEffort how long a reasoning model may think
 * @param tools the tools that the model may call, at most 128
 * @param toolResources what the tools work on
 * @param metadata the caller's own notes, at most 16
 * @param temperature how freely to choose among tokens, 0 to 2
 * @param topP the share of probable tokens to choose from, 0 to 1
 * @param responseFormat what the model must answer
 * @param extra what the object held beyond this
 */
public record CreateAssistant(
        String model,
        Optional<String> name,
        Optional<String> description,
        Optional<String> instructions,
        Optional<ReasoningEffort> reasoningEffort,
        List<Tool> tools,
        Optional<NewToolResources> toolResources,
        Map<String, String> metadata,
        Optional<Double> temperature,
        Optional<Double> topP,
        Optional<ResponseFormat> responseFormat,
        Extra extra) {
    public CreateAssistant {
        tools = List.copyOf(tools);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public String toString() {
        return "CreateAssistant[model=" + model + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a request for an assistant. */
    public static final class Builder {
        private String model = "";
        private @Nullable String name;
        private @Nullable String description;
        private @Nullable String instructions;
        private @Nullable ReasoningEffort reasoningEffort;
        private List<Tool> tools = List.of();
        private @Nullable NewToolResources toolResources;
        private Map<String, String> metadata = Map.of();
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private @Nullable ResponseFormat responseFormat;
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(CreateAssistant from) {
            model = from.model;
            name = from.name.orElse(null);
            description = from.description.orElse(null);
            instructions = from.instructions.orElse(null);
            reasoningEffort = from.reasoningEffort.orElse(null);
            tools = from.tools;
            toolResources = from.toolResources.orElse(null);
            metadata = from.metadata;
            temperature = from.temperature.orElse(null);
            topP = from.topP.orElse(null);
            responseFormat = from.responseFormat.orElse(null);
            extra = from.extra;
        }

        /** Sets {@link CreateAssistant#model()}. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** Sets {@link CreateAssistant#name()}; null for none. */
        public Builder name(@Nullable String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link CreateAssistant#description()}; null for none. */
        public Builder description(@Nullable String description) {
            this.description = description;
            return this;
        }

        /** Sets {@link CreateAssistant#instructions()}; null for none. */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        /** Sets {@link CreateAssistant#reasoningEffort()}; null for none. */
        public Builder reasoningEffort(@Nullable ReasoningEffort reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        /** Sets {@link CreateAssistant#tools()}. */
        public Builder tools(List<Tool> tools) {
            this.tools = tools;
            return this;
        }

        /** Sets {@link CreateAssistant#tools()}. */
        public Builder tools(Tool... tools) {
            return tools(List.of(tools));
        }

        /** Sets {@link CreateAssistant#toolResources()}; null for none. */
        public Builder toolResources(@Nullable NewToolResources toolResources) {
            this.toolResources = toolResources;
            return this;
        }

        /** Sets {@link CreateAssistant#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link CreateAssistant#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link CreateAssistant#temperature()}. */
        public Builder temperature(double temperature) {
            this.temperature = temperature;
            return this;
        }

        /** Sets {@link CreateAssistant#topP()}. */
        public Builder topP(double topP) {
            this.topP = topP;
            return this;
        }

        /** Sets {@link CreateAssistant#responseFormat()}; null for none. */
        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        /** Sets {@link CreateAssistant#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /**
         * What was set.
         *
         * @throws IllegalStateException where {@code model} was not
         */
        public CreateAssistant build() {
            if (model.isEmpty()) {
                throw new IllegalStateException("CreateAssistant needs its model");
            }
            return new CreateAssistant(
                    model,
                    Optional.ofNullable(name),
                    Optional.ofNullable(description),
                    Optional.ofNullable(instructions),
                    Optional.ofNullable(reasoningEffort),
                    tools,
                    Optional.ofNullable(toolResources),
                    metadata,
                    Optional.ofNullable(temperature),
                    Optional.ofNullable(topP),
                    Optional.ofNullable(responseFormat),
                    extra);
        }
    }
}
