package dev.sluice.core.passthrough;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.PrefixedPublisher;
import dev.sluice.core.http.Splice;
import dev.sluice.core.ids.Reference;
import dev.sluice.core.json.IdScanner;
import dev.sluice.core.json.JsonText;
import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.json.ModelField;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a JSON request, to its end: a second {@code model} behind the first would be a way around every policy. */
final class JsonScan extends RequestScan {
    private static final List<String> PATHS = List.of("model", "stream", "store", "target_model_names");
    private static final int MODEL = 0;
    private static final int STREAM = 1;
    private static final int STORE = 2;
    private static final String NULL = "null";

    private final MemberScanner members = new MemberScanner(PATHS, LONGEST_NAME, this::member);
    private final List<Member> targets = new ArrayList<>();
    private final @Nullable IdScanner ids;

    JsonScan(boolean withReferences) {
        ids = withReferences
                ? new IdScanner(Reference.NAMES, (value, key, own) -> foundReference(new Reference(value, key)))
                : null;
    }

    @Override
    void feed(ByteBuffer slice) {
        members.feed(slice);
        if (ids != null) {
            ids.feed(slice);
        }
    }

    @Override
    boolean isDecided() {
        return members.isComplete();
    }

    private void member(int path, long start, long end, @Nullable ByteBuffer value) {
        switch (path) {
            case MODEL -> model(start, end, value);
            case STREAM -> asksForStream(isTrue(value));
            case STORE -> asksToStore(isTrue(value));
            default -> targets.add(new Member(members.keyStart(), end, firstOf(value)));
        }
    }

    private static boolean isTrue(@Nullable ByteBuffer value) {
        return value != null
                && StandardCharsets.US_ASCII.decode(value).toString().equals("true");
    }

    private void model(long start, long end, @Nullable ByteBuffer value) {
        Optional<String> name = value == null ? Optional.empty() : JsonText.string(value);
        if (value != null && value.remaining() == NULL.length() && value.get(value.position()) == 'n') {
            foundNoModel();
        } else if (name.isEmpty()) {
            refuse("'model' must be a string of at most " + LONGEST_NAME + " bytes.", "model");
        } else {
            foundModel(new ModelField(name.get(), start, end));
        }
    }

    /** The first name of a string, or of a list of strings. */
    private Optional<String> firstOf(@Nullable ByteBuffer value) {
        Optional<String> first = Optional.empty();
        if (value != null && value.get(value.position()) == '[') {
            String[] found = new String[1];
            new MemberScanner(List.of("[]"), LONGEST_NAME, (path, start, end, element) -> {
                        if (found[0] == null && element != null) {
                            found[0] = JsonText.string(element).orElse("");
                        }
                    })
                    .feed(value);
            first = Optional.ofNullable(found[0]);
        } else if (value != null) {
            first = JsonText.string(value);
        }
        Optional<String> name = first.flatMap(TargetModel::firstName);
        if (name.isEmpty()) {
            refuse("'target_model_names' must be the name of a model, or a list of such names.", "target_model_names");
        }
        return name;
    }

    @Override
    RequestBody result(Body body, long reserved, boolean tooLarge) {
        if (!targets.isEmpty()) {
            List<ByteBuffer> known = body instanceof Body.Bytes bytes
                    ? bytes.slices()
                    : body instanceof Body.Stream stream && stream.publisher() instanceof PrefixedPublisher prefixed
                            ? prefixed.prefix().slices()
                            : List.of();
            targets.forEach(target -> foundTarget(target.name(), target.removalFrom(known)));
            targets.clear();
        }
        return super.result(body, reserved, tooLarge);
    }

    /** A member to be taken out: with the comma behind it, or where it is the last one, with the comma before. */
    private record Member(long keyStart, long valueEnd, Optional<String> name) {
        Splice removalFrom(List<ByteBuffer> known) {
            long next = skipSpace(known, valueEnd, 1);
            if (at(known, next) == ',') {
                return Splice.removal(keyStart, next + 1);
            }
            long previous = skipSpace(known, keyStart - 1, -1);
            return Splice.removal(at(known, previous) == ',' ? previous : keyStart, valueEnd);
        }

        private static long skipSpace(List<ByteBuffer> known, long from, int step) {
            long at = from;
            while (at(known, at) > 0 && at(known, at) <= ' ') {
                at += step;
            }
            return at;
        }

        /** The byte at that offset; -1 outside of what is known. */
        private static int at(List<ByteBuffer> known, long offset) {
            long start = 0;
            for (ByteBuffer slice : known) {
                if (offset >= start && offset < start + slice.remaining()) {
                    return slice.get(slice.position() + (int) (offset - start));
                }
                start += slice.remaining();
            }
            return -1;
        }
    }
}
