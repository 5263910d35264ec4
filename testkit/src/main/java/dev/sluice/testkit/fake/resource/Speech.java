package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** What the fake model says: it repeats what it was told, so that a test knows the answer beforehand. */
final class Speech {
    private static final Pattern AFTER_SPACE = Pattern.compile("(?<= )");

    private Speech() {}

    static String answer(String prompt) {
        return "You said: " + prompt;
    }

    /** The answer in pieces that give the answer when joined. */
    static List<String> pieces(String answer) {
        return AFTER_SPACE.splitAsStream(answer).toList();
    }

    static long tokens(String text) {
        return text.isBlank() ? 0 : pieces(text).size();
    }

    /** The text of a message's or an input's content: a string, or parts with a text. */
    static String textOf(JsonNode content) {
        StringBuilder text = new StringBuilder(content.asText().orElse(""));
        for (JsonNode part : content.elements()) {
            text.append(Nodes.text(part, "text").orElse(""));
        }
        return text.toString();
    }

    /** The text of the last element of a conversation with that role. */
    static String lastOf(List<JsonNode> messages, String role) {
        String text = "";
        for (JsonNode message : messages) {
            if (Nodes.text(message, "role").filter(role::equals).isPresent()) {
                text = textOf(Nodes.orNull(message, "content"));
            }
        }
        return text;
    }

    /** Arguments for a function: an example for each parameter that it requires. */
    static String arguments(JsonNode function) {
        JsonNode.ObjectBuilder arguments = JsonNode.object();
        for (JsonNode name : Nodes.list(Nodes.or(function, "parameters", Nodes.EMPTY), "required")) {
            name.asText().ifPresent(parameter -> arguments.put(parameter, "example " + parameter));
        }
        return Nodes.writeText(arguments.build());
    }
}
