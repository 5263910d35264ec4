package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One conversation of the Realtime API: events go in, and the events that answer them come out. For one thread. */
public final class Realtime {
    /** The path of the API. */
    public static final String PATH = "/v1/realtime";

    private static final String KEY = "openai-insecure-api-key.";

    private final String id = Ids.alphanumeric("sess_");
    private final String model;
    private String heard = "";
    private int events;

    /** A conversation with a model. */
    public Realtime(String model) {
        this.model = model;
    }

    /** The sub-protocols that a handshake offers. */
    public static Stream<String> protocols(WireRequest handshake) {
        return handshake.headers().all("Sec-WebSocket-Protocol").stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(String::strip);
    }

    /** The key that a browser presents, having no headers. */
    static Optional<String> keyAmongProtocols(WireRequest handshake) {
        return protocols(handshake)
                .filter(name -> name.startsWith(KEY))
                .map(name -> name.substring(KEY.length()))
                .findFirst();
    }

    static void requireModel(WireRequest handshake) {
        if (handshake.query("model").isEmpty()) {
            throw ApiException.badRequest("You must provide a model parameter.", "model", "missing_model");
        }
    }

    /** The first event. */
    public String opening() {
        return event("session.created").put("session", session()).text();
    }

    /** What is said to an event. */
    public List<String> answer(String text) {
        JsonNode said = Nodes.parse(text.getBytes(StandardCharsets.UTF_8));
        String type = Nodes.text(said, "type").orElse("");
        return switch (type) {
            case "session.update" ->
                List.of(event("session.updated").put("session", session()).text());
            case "conversation.item.create" -> {
                JsonNode item = Nodes.or(said, "item", Nodes.EMPTY);
                heard = Speech.textOf(Nodes.orNull(item, "content"));
                yield List.of(event("conversation.item.done").put("item", item).text());
            }
            case "response.create" -> response();
            default ->
                List.of(event("error")
                        .put(
                                "error",
                                JsonNode.object()
                                        .put("type", "invalid_request_error")
                                        .put("code", "unknown_event")
                                        .put("message", "Invalid value: '" + type + "'.")
                                        .build())
                        .text());
        };
    }

    private List<String> response() {
        String answer = Speech.answer(heard);
        String response = Ids.alphanumeric("resp_");
        List<String> all = new ArrayList<>();
        all.add(event("response.created")
                .put("response", response(response, "in_progress"))
                .text());
        for (String piece : Speech.pieces(answer)) {
            all.add(event("response.output_text.delta")
                    .put("delta", JsonNode.of(piece))
                    .text());
        }
        all.add(event("response.output_text.done")
                .put("text", JsonNode.of(answer))
                .text());
        all.add(event("response.done")
                .put("response", response(response, "completed"))
                .text());
        return all;
    }

    private static JsonNode response(String id, String status) {
        return JsonNode.object()
                .put("id", id)
                .put("object", "realtime.response")
                .put("status", status)
                .build();
    }

    private JsonNode session() {
        return JsonNode.object()
                .put("type", "realtime")
                .put("object", "realtime.session")
                .put("id", id)
                .put("model", model)
                .build();
    }

    private Event event(String type) {
        events++;
        return new Event(JsonNode.object().put("type", type).put("event_id", "event_" + events));
    }

    private record Event(JsonNode.ObjectBuilder members) {
        Event put(String name, JsonNode value) {
            members.put(name, value);
            return this;
        }

        String text() {
            return Nodes.writeText(members.build());
        }
    }
}
