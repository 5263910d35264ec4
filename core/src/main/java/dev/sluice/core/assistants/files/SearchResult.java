package dev.sluice.core.assistants.files;

import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One result of a search in a vector store.
 *
 * @param fileId the file
 * @param filename its name
 * @param score how well it fits, 0 to 1
 * @param attributes the file's attributes
 * @param content the pieces found
 * @param extra what the object held beyond this
 */
public record SearchResult(
        String fileId,
        String filename,
        double score,
        Map<String, JsonNode> attributes,
        List<TextChunk> content,
        Extra extra) {
    public SearchResult {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        content = List.copyOf(content);
    }

    /** One with no other members. */
    public SearchResult(
            String fileId, String filename, double score, Map<String, JsonNode> attributes, List<TextChunk> content) {
        this(fileId, filename, score, attributes, content, Extra.NONE);
    }

    @Override
    public String toString() {
        return "SearchResult[fileId=" + fileId + ", score=" + score + "]";
    }
}
