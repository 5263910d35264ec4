package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /vector_stores/{id}/search}: finds the files that hold a word of the query. */
final class VectorStoreSearch {
    private VectorStoreSearch() {}

    static void register(Router router) {
        router.on("POST", "/vector_stores/{store}/search", VectorStoreSearch::search);
    }

    private static Reply search(Call call) {
        VectorStores.require(call);
        JsonNode body = call.json();
        JsonNode query = Nodes.present(body, "query").orElseThrow(() -> ApiException.missing("query"));
        List<String> queries = query.asText()
                .map(List::of)
                .orElseGet(() -> query.elements().stream()
                        .flatMap(element -> element.asText().stream())
                        .toList());
        List<JsonNode> found = VectorStoreFiles.shelf(call.account(), call.id("store")).oldestFirst().stream()
                .flatMap(file -> hit(call, file, queries).stream())
                .limit(Nodes.number(body, "max_num_results", 10))
                .toList();
        return Reply.ok(JsonNode.object()
                .put("object", "vector_store.search_results.page")
                .put("search_query", Nodes.texts(queries))
                .put("data", JsonNode.array(found))
                .put("has_more", JsonNode.of(false))
                .put("next_page", NullNode.NULL)
                .build());
    }

    private static Optional<JsonNode> hit(Call call, JsonNode file, List<String> queries) {
        String id = Nodes.required(file, "id");
        Map<String, byte[]> contents = call.account().contents();
        String text = new String(contents.getOrDefault(id, new byte[0]), StandardCharsets.UTF_8);
        String lower = text.toLowerCase(Locale.ROOT);
        boolean found = queries.stream()
                .flatMap(query -> List.of(query.toLowerCase(Locale.ROOT).split("\\W+")).stream())
                .anyMatch(word -> !word.isEmpty() && lower.contains(word));
        if (!found) {
            return Optional.empty();
        }
        JsonNode content =
                JsonNode.object().put("type", "text").put("text", text).build();
        return Optional.of(JsonNode.object()
                .put("file_id", id)
                .put("filename", Nodes.required(Files.require(call.account(), id), "filename"))
                .put("score", Nodes.decimal("0.75"))
                .put("attributes", Nodes.or(file, "attributes", Nodes.EMPTY))
                .put("content", JsonNode.array(List.of(content)))
                .build());
    }
}
