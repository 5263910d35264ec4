package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.FunctionDefinition;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The file search as models see it: a function that the gateway itself answers. Clients never see the function. */
public final class SearchTool {
    private static final String NAME = "file_search";
    private static final String DESCRIPTION =
            "Searches the files of this conversation and gives back the passages that fit best. Call it whenever the answer may"
                    + " be in a file. Above each passage stands a marker such as 【0:1†notes.txt】: where you use a passage,"
                    + " put its marker right behind what you took from it, exactly as it is written there.";

    private SearchTool() {}

    /** Its name among those tools: no function of the client's has it. Empty where it is none of the tools. */
    public static Optional<String> name(List<Tool> tools) {
        if (tools.stream().noneMatch(Tool.FileSearch.class::isInstance)) {
            return Optional.empty();
        }
        String name = NAME;
        while (isTaken(tools, name)) {
            name += "_";
        }
        return Optional.of(name);
    }

    private static boolean isTaken(List<Tool> tools, String name) {
        return tools.stream()
                .anyMatch(tool -> tool instanceof Tool.Function function
                        && function.function().name().equals(name));
    }

    static FunctionDefinition definition(String name) {
        JsonNode query = JsonNode.object()
                .put("type", "string")
                .put("description", "What to look for: a question, or words that the passage holds.")
                .build();
        JsonNode parameters = JsonNode.object()
                .put("type", "object")
                .put("properties", JsonNode.object().put("query", query).build())
                .put("required", JsonNode.array(List.of(JsonNode.of("query"))))
                .put("additionalProperties", JsonNode.of(false))
                .build();
        return new FunctionDefinition(
                name, Optional.of(DESCRIPTION), Optional.of(parameters), Optional.of(false), Extra.NONE);
    }

    /** The searches of a run so far, in order. */
    static List<ToolCall.FileSearch> in(List<RunStep> steps) {
        List<ToolCall.FileSearch> searches = new ArrayList<>();
        for (RunStep step : steps) {
            if (step.stepDetails() instanceof StepDetails.ToolCalls calls) {
                calls.toolCalls().stream()
                        .filter(ToolCall.FileSearch.class::isInstance)
                        .map(ToolCall.FileSearch.class::cast)
                        .forEach(searches::add);
            }
        }
        return searches;
    }

    /** How many searches a run has made. */
    public static int count(List<RunStep> steps) {
        return in(steps).size();
    }

    /** What the model is answered, by the id of each call. */
    static Map<String, String> answers(List<RunStep> steps) {
        Map<String, String> answers = new HashMap<>();
        List<ToolCall.FileSearch> searches = in(steps);
        for (int i = 0; i < searches.size(); i++) {
            answers.put(
                    searches.get(i).id(), answer(i, searches.get(i).fileSearch().results()));
        }
        return answers;
    }

    private static String answer(int search, List<FileSearchResult> results) {
        if (results.isEmpty()) {
            return "Nothing was found.";
        }
        StringBuilder answer = new StringBuilder();
        for (int i = 0; i < results.size(); i++) {
            FileSearchResult result = results.get(i);
            answer.append(answer.isEmpty() ? "" : "\n\n")
                    .append("【")
                    .append(place(search, i))
                    .append("†")
                    .append(result.fileName())
                    .append("】\n")
                    .append(result.content().orElse(List.of()).stream()
                            .map(TextChunk::text)
                            .collect(Collectors.joining("\n")));
        }
        return answer.toString();
    }

    private static String place(int search, int result) {
        return search + ":" + result;
    }

    /** The files that markers stand for, by the places in them. */
    public static Map<String, String> cited(List<RunStep> steps) {
        Map<String, String> files = new HashMap<>();
        List<ToolCall.FileSearch> searches = in(steps);
        for (int i = 0; i < searches.size(); i++) {
            List<FileSearchResult> results = searches.get(i).fileSearch().results();
            for (int j = 0; j < results.size(); j++) {
                files.put(place(i, j), results.get(j).fileId());
            }
        }
        return files;
    }
}
