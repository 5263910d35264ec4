package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.FileSearchOptions;
import dev.sluice.core.assistants.model.FileSearchResources;
import dev.sluice.core.assistants.model.FunctionDefinition;
import dev.sluice.core.assistants.model.Ranker;
import dev.sluice.core.assistants.model.RankingOptions;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.NewToolResources;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.Optional;

/** What clients leave out of tools and their resources is filled in, as OpenAI's answers show it. */
public final class Normal {
    private static final JsonNode NO_PARAMETERS = JsonNode.object()
            .put("type", "object")
            .put("properties", JsonNode.object().build())
            .build();

    private Normal() {}

    /** Tools as answers show them. */
    public static List<Tool> tools(List<Tool> sent) {
        return sent.stream().map(Normal::tool).toList();
    }

    private static Tool tool(Tool sent) {
        if (sent instanceof Tool.Function function) {
            FunctionDefinition definition = function.function();
            return new Tool.Function(new FunctionDefinition(
                    definition.name(),
                    definition.description(),
                    Optional.of(definition.parameters().orElse(NO_PARAMETERS)),
                    Optional.of(definition.strict().orElse(false)),
                    Extra.NONE));
        }
        if (sent instanceof Tool.FileSearch search) {
            Optional<RankingOptions> ranking = search.fileSearch().flatMap(FileSearchOptions::rankingOptions);
            return new Tool.FileSearch(new FileSearchOptions(
                    search.fileSearch()
                            .flatMap(FileSearchOptions::maxNumResults)
                            .orElse(null),
                    new RankingOptions(
                            ranking.flatMap(RankingOptions::ranker).orElse(Ranker.DEFAULT_2024_08_21),
                            ranking.flatMap(RankingOptions::scoreThreshold).orElse(0.0),
                            Field.ofNull())));
        }
        return sent;
    }

    /** The resources of an assistant with these tools. */
    public static ToolResources resources(ToolResources sent, List<Tool> tools) {
        boolean code = tools.stream().anyMatch(Tool.CodeInterpreter.class::isInstance);
        return code && sent.codeInterpreter().isEmpty()
                ? new ToolResources(
                        new CodeInterpreterResources(List.of()),
                        sent.fileSearch().orElse(null))
                : sent;
    }

    /** Resources that make nothing new; stores that are to be made are the caller's to make. */
    public static ToolResources resources(NewToolResources sent) {
        return new ToolResources(
                sent.codeInterpreter().orElse(null),
                sent.fileSearch()
                        .filter(search -> !search.vectorStoreIds().isEmpty())
                        .map(search -> new FileSearchResources(search.vectorStoreIds()))
                        .orElse(null));
    }
}
