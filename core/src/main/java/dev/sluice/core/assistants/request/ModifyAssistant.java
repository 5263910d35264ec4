package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.ReasoningEffort;
import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of an assistant; what is absent stays as it is.
 *
 * @param model the model that it runs on
 * @param reasoningEffort how long a reasoning model may think
 * @param name its name
 * @param description its description
 * @param instructions what the model is told before every thread
 * @param tools the tools that the model may call, all of them
 * @param toolResources what the tools work on
 * @param metadata the caller's own notes, all of them
 * @param temperature how freely to choose among tokens, 0 to 2
 * @param topP the share of probable tokens to choose from, 0 to 1
 * @param responseFormat what the model must answer
 * @param extra what the object held beyond this
 */
public record ModifyAssistant(
        Optional<String> model,
        Field<ReasoningEffort> reasoningEffort,
        Field<String> name,
        Field<String> description,
        Field<String> instructions,
        Optional<List<Tool>> tools,
        Field<ToolResources> toolResources,
        Field<Map<String, String>> metadata,
        Field<Double> temperature,
        Field<Double> topP,
        Field<ResponseFormat> responseFormat,
        Extra extra) {
    public ModifyAssistant {
        tools = tools.map(List::copyOf);
        metadata = metadata.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    }

    @Override
    public String toString() {
        return "ModifyAssistant";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a change of an assistant. */
    public static final class Builder {
        private @Nullable String model;
        private Field<ReasoningEffort> reasoningEffort = Field.absent();
        private Field<String> name = Field.absent();
        private Field<String> description = Field.absent();
        private Field<String> instructions = Field.absent();
        private @Nullable List<Tool> tools;
        private Field<ToolResources> toolResources = Field.absent();
        private Field<Map<String, String>> metadata = Field.absent();
        private Field<Double> temperature = Field.absent();
        private Field<Double> topP = Field.absent();
        private Field<ResponseFormat> responseFormat = Field.absent();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(ModifyAssistant from) {
            model = from.model.orElse(null);
            reasoningEffort = from.reasoningEffort;
            name = from.name;
            description = from.description;
            instructions = from.instructions;
            tools = from.tools.orElse(null);
            toolResources = from.toolResources;
            metadata = from.metadata;
            temperature = from.temperature;
            topP = from.topP;
            responseFormat = from.responseFormat;
            extra = from.extra;
        }

        /** Sets {@link ModifyAssistant#model()}; null for none. */
        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        /** Sets {@link ModifyAssistant#reasoningEffort()}; null clears it. */
        public Builder reasoningEffort(@Nullable ReasoningEffort reasoningEffort) {
            this.reasoningEffort = Field.ofNullable(reasoningEffort);
            return this;
        }

        /** Sets {@link ModifyAssistant#name()}; null clears it. */
        public Builder name(@Nullable String name) {
            this.name = Field.ofNullable(name);
            return this;
        }

        /** Sets {@link ModifyAssistant#description()}; null clears it. */
        public Builder description(@Nullable String description) {
            this.description = Field.ofNullable(description);
            return this;
        }

        /** Sets {@link ModifyAssistant#instructions()}; null clears it. */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = Field.ofNullable(instructions);
            return this;
        }

        /** Sets {@link ModifyAssistant#tools()}. */
        public Builder tools(List<Tool> tools) {
            this.tools = tools;
            return this;
        }

        /** Sets {@link ModifyAssistant#tools()}. */
        public Builder tools(Tool... tools) {
            return tools(List.of(tools));
        }

        /** Sets {@link ModifyAssistant#toolResources()}; null clears it. */
        public Builder toolResources(@Nullable ToolResources toolResources) {
            this.toolResources = Field.ofNullable(toolResources);
            return this;
        }

        /** Sets {@link ModifyAssistant#metadata()}; null clears it. */
        public Builder metadata(@Nullable Map<String, String> metadata) {
            this.metadata = Field.ofNullable(metadata);
            return this;
        }

        /** Sets {@link ModifyAssistant#temperature()}; null clears it. */
        public Builder temperature(@Nullable Double temperature) {
            this.temperature = Field.ofNullable(temperature);
            return this;
        }

        /** Sets {@link ModifyAssistant#temperature()}. */
        public Builder temperature(double temperature) {
            this.temperature = Field.of(temperature);
            return this;
        }

        /** Sets {@link ModifyAssistant#topP()}; null clears it. */
        public Builder topP(@Nullable Double topP) {
            this.topP = Field.ofNullable(topP);
            return this;
        }

        /** Sets {@link ModifyAssistant#topP()}. */
        public Builder topP(double topP) {
            this.topP = Field.of(topP);
            return this;
        }

        /** Sets {@link ModifyAssistant#responseFormat()}; null clears it. */
        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            this.responseFormat = Field.ofNullable(responseFormat);
            return this;
        }

        /** Sets {@link ModifyAssistant#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public ModifyAssistant build() {
            return new ModifyAssistant(
                    Optional.ofNullable(model),
                    reasoningEffort,
                    name,
                    description,
                    instructions,
                    Optional.ofNullable(tools),
                    toolResources,
                    metadata,
                    temperature,
                    topP,
                    responseFormat,
                    extra);
        }
    }
}
