package dev.sluice.core.passthrough;

import dev.sluice.core.http.Body;
import dev.sluice.core.ids.Reference;
import dev.sluice.core.json.IdScanner;
import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.json.ModelField;
import dev.sluice.core.json.RawJson;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a JSON request, to its end: a second {@code model} behind the first would be a way around every policy. */
final class JsonScan extends RequestScan {
    private static final MemberScanner.Paths PATHS =
            MemberScanner.Paths.of(List.of("model", "stream", "store", TARGETS));
    private static final int MODEL = 0;
    private static final int STREAM = 1;
    private static final int STORE = 2;
    private static final int LONGEST_VALUE = 16 << 10;

    private final MemberScanner members = new MemberScanner(PATHS, LONGEST_VALUE, this::member);
    private final JsonStart start = new JsonStart();
    private final @Nullable IdScanner ids;
    private @Nullable JsonMember target;

    JsonScan(boolean withReferences, Predicate<String> renamed) {
        super(renamed);
        ids = withReferences ? new IdScanner(Reference.NAMES, new References()) : null;
    }

    @Override
    void feed(ByteBuffer slice) {
        start.feed(slice);
        members.feed(slice);
        if (ids != null) {
            ids.feed(slice);
        }
    }

    @Override
    boolean isDecided() {
        return members.isComplete();
    }

    private void member(int path, long from, long end, @Nullable RawJson value) {
        switch (path) {
            case MODEL -> model(from, end, value);
            case STREAM -> asksForStream(is("true", value));
            case STORE -> {
                if (!is("null", value)) {
                    asksToStore(is("true", value));
                }
            }
            default -> target(new JsonMember(members.keyStart(), end), value);
        }
    }

    private static boolean is(String literal, @Nullable RawJson value) {
        return value != null && value.is(literal);
    }

    private void model(long from, long end, @Nullable RawJson value) {
        Optional<String> name = value == null || value.length() > LONGEST_NAME ? Optional.empty() : value.string();
        if (is("null", value)) {
            foundNoModel(new ModelField("", from, end));
        } else if (name.isEmpty()) {
            refuse("'model' must be a string of at most " + LONGEST_NAME + " bytes.", "model");
        } else {
            foundModel(new ModelField(name.get(), from, end));
        }
    }

    private void target(JsonMember member, @Nullable RawJson value) {
        Optional<String> name = value == null ? Optional.empty() : TargetModel.ofJson(value);
        if (target != null) {
            refuse("The body has more than one '" + TARGETS + "'. Send it once.", TARGETS);
        } else if (name.isEmpty()) {
            refuse("'" + TARGETS + "' must be the name of a model, or a list of such names.", TARGETS);
        } else {
            target = member;
            foundTarget(name.get());
        }
    }

    @Override
    RequestBody result(Body body, long reserved, boolean tooLarge) {
        JsonMember.Removal removal = target == null ? null : target.from(body);
        if (removal != null) {
            remove(removal.splice());
        }
        start.room(removal != null && removal.only()).ifPresent(this::foundRoom);
        return super.result(body, reserved, tooLarge);
    }

    /** A long conversation repeats ids over and over: beyond some of them, nothing new is to be learned. */
    private final class References implements IdScanner.Listener {
        private int named;
        private int others;

        @Override
        public boolean wants(String key, boolean own) {
            return Reference.isNamed(key) ? named++ < Reference.MOST_NAMED : others++ < Reference.MOST_OTHERS;
        }

        @Override
        public void found(String value, String key, boolean own) {
            foundReference(new Reference(value, key));
        }
    }
}
