package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.json.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The searches that a model asks for in one turn. They are made when it has said all. */
final class Searches {
    private final Optional<String> name;
    private final Map<Integer, Piece> pieces = new LinkedHashMap<>();

    /** Searches by the function of that name; none where there is no such function. */
    Searches(Optional<String> name) {
        this.name = name;
    }

    /** A call begins; whether it is a search. */
    boolean begin(int number, String id, String called) {
        boolean isSearch = name.filter(called::equals).isPresent();
        if (isSearch) {
            pieces.put(number, new Piece(id));
        }
        return isSearch;
    }

    /** More arguments of a call; whether it is a search. */
    boolean grow(int number, String arguments) {
        Piece piece = pieces.get(number);
        if (piece != null) {
            piece.arguments.append(arguments);
        }
        return piece != null;
    }

    List<Asked> asked() {
        return pieces.values().stream()
                .map(piece -> new Asked(piece.id, name.orElse(""), piece.arguments.toString()))
                .toList();
    }

    /**
     * A search that was asked for.
     *
     * @param id the id of the call
     * @param name the name of the function
     * @param arguments what was asked
     */
    record Asked(String id, String name, String arguments) {
        /** As the Responses API would have said it, to be said again in the next turn. */
        JsonNode item() {
            return JsonNode.object()
                    .put("type", "function_call")
                    .put("call_id", id)
                    .put("name", name)
                    .put("arguments", arguments)
                    .build();
        }

        @Override
        public String toString() {
            return "Asked[id=" + id + "]";
        }
    }

    private static final class Piece {
        final String id;
        final StringBuilder arguments = new StringBuilder();

        Piece(String id) {
            this.id = id;
        }
    }
}
