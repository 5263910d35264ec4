package dev.sluice.codec.jsonb.bind;

import dev.sluice.core.json.JsonNode;
import jakarta.json.stream.JsonGenerator;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum: each constant is a word; one that is none of them reads as {@code UNKNOWN}, and is a loss. */
final class Words<E extends Enum<E>> implements Mapping<E> {
    private static final String UNKNOWN = "UNKNOWN";

    private final Map<String, E> constants = new HashMap<>();
    private final Map<E, String> words;
    private final @Nullable E unknown;

    Words(Class<E> type) {
        words = new EnumMap<>(type);
        E none = null;
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(UNKNOWN)) {
                none = constant;
            } else {
                words.put(constant, WireTable.word(constant));
                constants.put(WireTable.word(constant), constant);
            }
        }
        unknown = none;
    }

    /** Whether an enum has a constant for words that it does not know. */
    static boolean hasUnknown(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .anyMatch(constant -> ((Enum<?>) constant).name().equals(UNKNOWN));
    }

    /** The words of an enum, in its order. */
    static List<String> of(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> (Enum<?>) constant)
                .filter(constant -> !constant.name().equals(UNKNOWN))
                .map(WireTable::word)
                .toList();
    }

    @Override
    public @Nullable E read(JsonNode node, Loss loss) {
        if (node.asText().isEmpty()) {
            return null;
        }
        E constant = constants.get(node.asText().get());
        if (constant == null && unknown != null) {
            loss.take();
            return unknown;
        }
        return constant;
    }

    @Override
    public E absent() {
        if (unknown == null) {
            throw new IllegalStateException("An enum that is no case of a union needs an UNKNOWN");
        }
        return unknown;
    }

    @Override
    public void write(E constant, JsonGenerator out) {
        String word = words.get(constant);
        if (word == null) {
            throw new IllegalArgumentException(
                    constant.getDeclaringClass().getSimpleName() + ".UNKNOWN can be written only where it was read");
        }
        out.write(word);
    }
}
