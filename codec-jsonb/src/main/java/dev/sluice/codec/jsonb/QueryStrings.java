package dev.sluice.codec.jsonb;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Queries as objects of strings, integers and arrays. An array is a name with brackets, one for each element. */
final class QueryStrings {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern BRACKETS = Pattern.compile("\\[[0-9]*]$");

    private QueryStrings() {}

    /** The object that a query stands for; a name that is repeated without brackets is an array too. */
    static JsonNode parse(String query) {
        Map<String, List<JsonNode>> values = new LinkedHashMap<>();
        Set<String> arrays = new LinkedHashSet<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String sent = decode(equals < 0 ? pair : pair.substring(0, equals));
            String name = BRACKETS.matcher(sent).replaceFirst("");
            if (!name.equals(sent)) {
                arrays.add(name);
            }
            values.computeIfAbsent(name, some -> new ArrayList<>())
                    .add(value(name, decode(equals < 0 ? "" : pair.substring(equals + 1))));
        }
        JsonNode.ObjectBuilder object = JsonNode.object();
        values.forEach((name, some) ->
                object.put(name, arrays.contains(name) || some.size() > 1 ? JsonNode.array(some) : some.get(0)));
        return object.build();
    }

    /** Only {@code limit} is a number: an id may look like one. */
    private static JsonNode value(String name, String text) {
        return name.equals("limit") && INTEGER.matcher(text).matches() ? new NumberNode(text) : JsonNode.of(text);
    }

    /** A percent sign that begins no escape stands for itself. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /** The query of an object of strings, integers and arrays of those. */
    static String write(JsonNode object) {
        List<String> pairs = new ArrayList<>();
        ((ObjectNode) object).members().forEach((name, value) -> {
            if (value.elements().isEmpty()) {
                pairs.add(encode(name) + "=" + encode(text(value)));
            }
            for (JsonNode element : value.elements()) {
                pairs.add(encode(name + "[]") + "=" + encode(text(element)));
            }
        });
        return String.join("&", pairs);
    }

    private static String text(JsonNode value) {
        return value instanceof NumberNode number
                ? number.literal()
                : value.asText().orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
