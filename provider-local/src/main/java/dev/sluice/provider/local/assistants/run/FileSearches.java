package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.files.SearchResult;
import dev.sluice.core.assistants.model.FileSearchCall;
import dev.sluice.core.assistants.model.FileSearchOptions;
import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.Ranker;
import dev.sluice.core.assistants.model.RankingOptions;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.json.Field;
import dev.sluice.core.json.JsonNode;
import dev.sluice.provider.local.assistants.vectors.StoreSearch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes the searches that a model asked for in a turn. Lives on the run's loop. */
final class FileSearches {
    private static final int USUAL_RESULTS = 20;
    private static final int RESULTS_OF_SMALL_MODELS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final RunTools tools;
    private final String owner;
    private final Run run;
    private final List<String> stores;
    private final EventLoop loop;

    FileSearches(RunTools tools, Journal journal, EventLoop loop) {
        this.tools = tools;
        this.owner = journal.owner();
        this.run = journal.run();
        this.stores = journal.state().resources().stores();
        this.loop = loop;
    }

    /** The searches with what they found, in their order. Waits a while for files that are being indexed. */
    CompletionStage<List<ToolCall.FileSearch>> make(List<Searches.Asked> asked) {
        CompletionStage<List<ToolCall.FileSearch>> all = tools.search()
                .ready(query(List.of()), loop, tools.clock().instant().plus(LONGEST_WAIT))
                .thenApply(ready -> new ArrayList<>());
        for (Searches.Asked each : asked) {
            all = all.thenCompose(made -> tools.search()
                    .search(query(queries(each.arguments())), loop)
                    .thenApply(found -> {
                        made.add(new ToolCall.FileSearch(each.id(), call(found)));
                        return made;
                    }));
        }
        return all.thenCompose(made -> touched().thenApply(touched -> made));
    }

    private CompletionStage<Void> touched() {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (String store : stores) {
            all = all.thenCompose(before -> tools.search().stores().touch(owner, store));
        }
        return all;
    }

    private StoreSearch.Query query(List<String> queries) {
        Optional<FileSearchOptions> options = options(run);
        int usual = run.model().startsWith("gpt-3.5") ? RESULTS_OF_SMALL_MODELS : USUAL_RESULTS;
        return new StoreSearch.Query(
                owner,
                stores,
                queries,
                Optional.empty(),
                Math.toIntExact(
                        options.flatMap(FileSearchOptions::maxNumResults).orElse((long) usual)),
                ranking().scoreThreshold().orElse(0.0));
    }

    private static Optional<FileSearchOptions> options(Run run) {
        return run.tools().stream()
                .filter(Tool.FileSearch.class::isInstance)
                .findFirst()
                .flatMap(tool -> ((Tool.FileSearch) tool).fileSearch());
    }

    private RankingOptions ranking() {
        return ranking(run);
    }

    /** How the searches of a run are ranked. */
    static RankingOptions ranking(Run run) {
        return options(run)
                .flatMap(FileSearchOptions::rankingOptions)
                .map(given -> new RankingOptions(
                        given.ranker().orElse(null), given.scoreThreshold().orElse(null), Field.absent()))
                .orElse(new RankingOptions(Ranker.DEFAULT_2024_08_21, 0.0, Field.absent()));
    }

    /** What a model asks that cannot write JSON is taken as it is. */
    private List<String> queries(String arguments) {
        try {
            JsonNode json = tools.json().parse(arguments.getBytes(StandardCharsets.UTF_8));
            return json.get("query").flatMap(JsonNode::asText).stream().toList();
        } catch (RuntimeException malformed) {
            return List.of(arguments);
        }
    }

    private FileSearchCall call(List<SearchResult> found) {
        return new FileSearchCall(
                ranking(),
                found.stream()
                        .map(result -> new FileSearchResult(
                                result.fileId(),
                                result.filename(),
                                result.score(),
                                result.attributes(),
                                result.content()))
                        .toList());
    }
}
