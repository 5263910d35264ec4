package dev.sluice.core.attempt;

import dev.sluice.core.http.SseData;
import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.json.RawJson;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches the beginning of an event stream for its first event with data, and says whether that is an error: an object
 * with {@code error}, or one of type {@code error}. Comments are no events.
 */
public final class FirstEvent implements Predicate<ByteBuffer> {
    private static final int LONGEST = 16;
    private static final MemberScanner.Paths PATHS = MemberScanner.Paths.of(List.of("error", "type"));

    private final String[] error = {"", ""};
    private final MemberScanner errors = ErrorBody.scanner(error);
    private final MemberScanner kind = new MemberScanner(PATHS, LONGEST, this::member);
    private final SseData events = new SseData(this::data, this::eventEnd);
    private boolean hasData;
    private boolean over;
    private boolean isError;

    /** Takes the next slice; true once the first event is complete. */
    @Override
    public boolean test(ByteBuffer slice) {
        if (!over) {
            events.feed(slice);
        }
        return over;
    }

    /** The error that the first event is; empty where it is none, or is not complete. */
    public Optional<ErrorBody> error() {
        return isError ? Optional.of(new ErrorBody(error[0], error[1])) : Optional.empty();
    }

    private void data(ByteBuffer piece) {
        if (!over) {
            hasData = true;
            errors.feed(piece);
            kind.feed(piece);
        }
    }

    private void eventEnd() {
        over |= hasData;
    }

    private void member(int path, long start, long end, @Nullable RawJson value) {
        byte first = value == null ? (byte) '{' : value.first();
        if (path == 0) {
            isError |= first != 'n';
        } else if (value != null) {
            isError |= value.is("\"error\"");
        }
    }
}
