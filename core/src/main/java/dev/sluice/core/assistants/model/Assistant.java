package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model with instructions and tools.
 *
 * @param id its id
 * @param createdAt when it was created, in seconds since 1970
 * @param name its name
 * @param description its description
 * @param model the model that it runs on
 * @param instructions what the model is told before every thread
 * @param tools the tools that the model may call
 * @param topP the share of probable tokens to choose from, 0 to 1
 * @param temperature how freely to choose among them, 0 to 2
 * @param reasoningEffort how long a reasoning model may think
 * @param toolResources what the tools work on
 * @param metadata the caller's own notes
 * @param responseFormat what the model must answer
 * @param extra what the object held beyond this
 */
public record Assistant(
        String id,
        long createdAt,
        Optional<String> name,
        Optional<String> description,
        String model,
        Optional<String> instructions,
        List<Tool> tools,
        Optional<Double> topP,
        Optional<Double> temperature,
        Optional<ReasoningEffort> reasoningEffort,
        ToolResources toolResources,
        Map<String, String> metadata,
        Optional<ResponseFormat> responseFormat,
        Extra extra) {
    public Assistant {
        tools = List.copyOf(tools);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public String toString() {
        return "Assistant[id=" + id + ", model=" + model + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds an assistant. */
    public static final class Builder {
        private String id = "";
        private long createdAt;
        private @Nullable String name;
        private @Nullable String description;
        private String model = "";
        private @Nullable String instructions;
        private List<Tool> tools = List.of();
        private @Nullable Double topP;
        private @Nullable Double temperature;
        private @Nullable ReasoningEffort reasoningEffort;
        private ToolResources toolResources = ToolResources.NONE;
        private Map<String, String> metadata = Map.of();
        private @Nullable ResponseFormat responseFormat;
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(Assistant from) {
            id = from.id;
            createdAt = from.createdAt;
            name = from.name.orElse(null);
            description = from.description.orElse(null);
            model = from.model;
            instructions = from.instructions.orElse(null);
            tools = from.tools;
            topP = from.topP.orElse(null);
            temperature = from.temperature.orElse(null);
            reasoningEffort = from.reasoningEffort.orElse(null);
            toolResources = from.toolResources;
            metadata = from.metadata;
            responseFormat = from.responseFormat.orElse(null);
            extra = from.extra;
        }

        /** Sets {@link Assistant#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link Assistant#createdAt()}. */
        public Builder createdAt(long createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /** Sets {@link Assistant#name()}; null for none. */
        public Builder name(@Nullable String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link Assistant#description()}; null for none. */
        public Builder description(@Nullable String description) {
            this.description = description;
            return this;
        }

        /** Sets {@link Assistant#model()}. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** Sets {@link Assistant#instructions()}; null for none. */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        /** Sets {@link Assistant#tools()}. */
        public Builder tools(List<Tool> tools) {
            this.tools = tools;
            return this;
        }

        /** Sets {@link Assistant#tools()}. */
        public Builder tools(Tool... tools) {
            return tools(List.of(tools));
        }

        /** Sets {@link Assistant#topP()}; null for none. */
        public Builder topP(@Nullable Double topP) {
            this.topP = topP;
            return this;
        }

        /** Sets {@link Assistant#temperature()}; null for none. */
        public Builder temperature(@Nullable Double temperature) {
            this.temperature = temperature;
            return this;
        }

        /** Sets {@link Assistant#reasoningEffort()}; null for none. */
        public Builder reasoningEffort(@Nullable ReasoningEffort reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        /** Sets {@link Assistant#toolResources()}. */
        public Builder toolResources(ToolResources toolResources) {
            this.toolResources = toolResources;
            return this;
        }

        /** Sets {@link Assistant#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link Assistant#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link Assistant#responseFormat()}; null for none. */
        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        /** Sets {@link Assistant#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public Assistant build() {
            return new Assistant(
                    id,
                    createdAt,
                    Optional.ofNullable(name),
                    Optional.ofNullable(description),
                    model,
                    Optional.ofNullable(instructions),
                    tools,
                    Optional.ofNullable(topP),
                    Optional.ofNullable(temperature),
                    Optional.ofNullable(reasoningEffort),
                    toolResources,
                    metadata,
                    Optional.ofNullable(responseFormat),
                    extra);
        }
    }
}
