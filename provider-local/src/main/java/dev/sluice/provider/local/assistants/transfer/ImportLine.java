package dev.sluice.provider.local.assistants.transfer;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.core.spi.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A line that was read.
 *
 * @param place where it is, for people
 * @param kind what is on it; empty for a piece of a file
 * @param id the id of its object, or of the file that it is a piece of
 * @param json all of it
 */
record ImportLine(String place, Optional<LineKind> kind, String id, JsonNode json) {
    private static final String CONTENT = "file_content";

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static ImportLine read(JsonCodec codec, String place, String line) {
        JsonNode json = parse(codec, line);
        String word = json.get("kind").flatMap(JsonNode::asText).orElse("");
        if (word.equals(CONTENT)) {
            return new ImportLine(place, Optional.empty(), required(json, "file_id"), json);
        }
        LineKind kind = LineKind.of(word)
                .orElseThrow(() -> new IllegalArgumentException("'kind' is \"" + word + "\"; there are " + CONTENT
                        + ", "
                        + Arrays.stream(LineKind.values()).map(LineKind::word).collect(Collectors.joining(", "))));
        JsonNode object = json.get("object")
                .filter(ObjectNode.class::isInstance)
                .orElseThrow(() -> new IllegalArgumentException("'object' is missing, or is no object"));
        return new ImportLine(place, Optional.of(kind), required(object, "id"), json);
    }

    private static JsonNode parse(JsonCodec codec, String line) {
        try {
            return codec.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (GatewayException malformed) {
            throw new IllegalArgumentException("it is no JSON object", malformed);
        }
    }

    private static String required(JsonNode json, String member) {
        return json.get(member)
                .flatMap(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("'" + member + "' is missing"));
    }

    JsonNode object() {
        return json.get("object").orElseThrow();
    }

    /** A member of the object that must be there. */
    String member(String name) {
        return required(object(), name);
    }

    boolean isLast() {
        return json.get("last").flatMap(JsonNode::asBoolean).orElse(true);
    }

    byte[] data() {
        return Base64.getDecoder().decode(text(json));
    }

    private static String text(JsonNode json) {
        return json.get("data")
                .flatMap(JsonNode::asText)
                .orElseThrow(() -> new IllegalArgumentException("'data' is missing"));
    }

    List<String> batches() {
        return json.get("batches").map(JsonNode::elements).orElse(List.of()).stream()
                .flatMap(batch -> batch.asText().stream())
                .toList();
    }
}
