package dev.sluice.core.passthrough;

import dev.sluice.core.json.ModelField;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds where a JSON object begins, so that a member can be written before its first. */
final class JsonStart {
    private static final int UNKNOWN = 0;

    private long position;
    private int opening = UNKNOWN;
    private long inside;
    private int first = UNKNOWN;

    /** Reads the remaining bytes of the buffer, without moving its position. */
    void feed(ByteBuffer slice) {
        for (int i = slice.position(); i < slice.limit() && first == UNKNOWN; i++) {
            byte b = slice.get(i);
            position++;
            if (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
                continue;
            }
            if (opening == UNKNOWN) {
                opening = b;
                inside = position;
            } else {
                first = b;
            }
        }
    }

    /**
     * Where a model could be named; empty in what is no object.
     *
     * @param emptied whether the members that it has are taken out
     */
    Optional<ModelField> room(boolean emptied) {
        if (opening != '{' || first == UNKNOWN) {
            return Optional.empty();
        }
        String after = emptied || first == '}' ? "" : ",";
        return Optional.of(new ModelField("", inside, inside, true, "\"model\":", after));
    }
}
