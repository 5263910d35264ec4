package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.FunctionDefinition;
import dev.sluice.core.assistants.model.ImageDetail;
import dev.sluice.core.assistants.model.JsonSchemaFormat;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.ToolChoice;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What requests of both APIs have in common. */
final class Requests {
    private Requests() {}

    /** 1 is what a model does anyway, and what answers show where nothing was said: it is not sent. */
    static void sampling(JsonNode.ObjectBuilder body, Run run) {
        run.temperature().filter(value -> value != 1.0).ifPresent(value -> body.put("temperature", number(value)));
        run.topP().filter(value -> value != 1.0).ifPresent(value -> body.put("top_p", number(value)));
    }

    static JsonNode number(double value) {
        return new NumberNode(value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
    }

    /** How many tokens the answer may still have. */
    static OptionalLong tokensLeft(Conversation conversation) {
        return conversation
                .run()
                .maxCompletionTokens()
                .map(most -> OptionalLong.of(most - conversation.state().used().completionTokens()))
                .orElse(OptionalLong.empty());
    }

    static void function(JsonNode.ObjectBuilder into, FunctionDefinition function) {
        into.put("name", function.name());
        function.description().ifPresent(text -> into.put("description", text));
        function.parameters().ifPresent(schema -> into.put("parameters", schema));
        into.put("strict", JsonNode.of(function.strict().orElse(false)));
    }

    static void schema(JsonNode.ObjectBuilder into, JsonSchemaFormat format) {
        into.put("name", format.name());
        format.description().ifPresent(text -> into.put("description", text));
        format.schema().ifPresent(schema -> into.put("schema", schema));
        format.strict().ifPresent(strict -> into.put("strict", JsonNode.of(strict)));
    }

    /** The text of what an assistant said, refusals included; its images cannot be said again. */
    static String saidBy(List<MessageContent> content) {
        return content.stream()
                .map(part -> part instanceof MessageContent.Text text
                        ? text.text().value()
                        : part instanceof MessageContent.Refusal refusal ? refusal.refusal() : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** The name of the function that must be called; a search is one, too. */
    static Optional<String> chosen(ToolChoice choice, Run run) {
        if (choice instanceof ToolChoice.FileSearch) {
            return SearchTool.name(run.tools());
        }
        return choice instanceof ToolChoice.Function function
                ? Optional.of(function.function().name())
                : Optional.empty();
    }

    static String detail(Optional<ImageDetail> detail) {
        return detail.orElse(ImageDetail.AUTO).name().toLowerCase(Locale.ROOT);
    }
}
