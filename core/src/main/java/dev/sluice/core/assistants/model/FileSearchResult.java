package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One result of a file search.
 *
 * @param fileId the file
 * @param fileName its name
 * @param score how well it fits, 0 to 1
 * @param attributes the file's attributes
 * @param content the pieces found; nothing unless they were asked for
 * @param extra what the object held beyond this
 */
public record FileSearchResult(
        String fileId,
        String fileName,
        double score,
        Map<String, JsonNode> attributes,
        Optional<List<TextChunk>> content,
        Extra extra) {
    public FileSearchResult {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        content = content.map(List::copyOf);
    }

    /** One with no other members. */
    public FileSearchResult(
            String fileId,
            String fileName,
            double score,
            Map<String, JsonNode> attributes,
            @Nullable List<TextChunk> content) {
        this(fileId, fileName, score, attributes, Optional.ofNullable(content), Extra.NONE);
    }

    @Override
    public String toString() {
        return "FileSearchResult[fileId=" + fileId + ", score=" + score + "]";
    }
}
