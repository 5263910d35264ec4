package dev.sluice.core.passthrough;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.SseData;
import dev.sluice.core.json.JsonText;
import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks on as an answer goes by, and keeps its usage and the ids of its objects. Changes nothing, delays nothing. */
final class AnswerTap {
    /** Looks at nothing. */
    static final AnswerTap NONE = new AnswerTap(Headers.EMPTY, null);

    private static final int LONGEST_USAGE = 4096;
    private static final List<String> USAGE = List.of("usage", "response.usage");
    private static final List<String> COUNTS =
            List.of("prompt_tokens", "input_tokens", "completion_tokens", "output_tokens", "total_tokens");

    private final @Nullable MemberScanner scanner;
    private final @Nullable SseData events;
    private final @Nullable AnswerIds ids;
    private final @Nullable Inflated inflated;
    private Usage usage = Usage.UNKNOWN;

    private AnswerTap(Headers answer, @Nullable AnswerIds ids) {
        String type = answer.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String encoding = answer.first("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        boolean sse = type.startsWith("text/event-stream");
        boolean readable = (sse || type.contains("json")) && Inflated.canRead(encoding);
        this.ids = readable ? ids : null;
        scanner = readable ? new MemberScanner(USAGE, LONGEST_USAGE, this::usageFound) : null;
        events = readable && sse ? new SseData(this::document, this::documentEnd) : null;
        inflated = readable && !encoding.isEmpty() ? new Inflated(encoding, this::plain) : null;
    }

    static AnswerTap ofUsage(Headers answer) {
        return new AnswerTap(answer, null);
    }

    /**
     * A tap that learns ids, too.
     *
     * @param stored whether the request asked for the object to be stored; empty where it did not say
     */
    static AnswerTap ofUsageAndIds(Headers answer, Optional<Boolean> stored, Consumer<Set<String>> learn) {
        return new AnswerTap(answer, new AnswerIds(stored, learn));
    }

    void feed(ByteBuffer slice) {
        if (inflated != null) {
            inflated.feed(slice);
        } else {
            plain(slice);
        }
    }

    private void plain(ByteBuffer slice) {
        if (events != null) {
            events.feed(slice);
        } else {
            document(slice);
        }
    }

    private void document(ByteBuffer piece) {
        if (scanner != null) {
            scanner.feed(piece);
        }
        if (ids != null) {
            ids.feed(piece);
        }
    }

    private void documentEnd() {
        if (scanner != null) {
            scanner.reset();
        }
        if (ids != null) {
            ids.documentEnd();
        }
    }

    /** The answer is over, however it ended. */
    void end() {
        if (ids != null) {
            ids.documentEnd();
        }
        if (inflated != null) {
            inflated.end();
        }
    }

    /** What the answer said last of its usage. */
    Usage usage() {
        return usage;
    }

    private void usageFound(int path, long start, long end, @Nullable ByteBuffer value) {
        if (value == null || value.get(value.position()) != '{') {
            return;
        }
        OptionalLong[] counts = new OptionalLong[COUNTS.size()];
        new MemberScanner(
                        COUNTS,
                        20,
                        (count, from, to, digits) ->
                                counts[count] = digits == null ? OptionalLong.empty() : JsonText.count(digits))
                .feed(value);
        Usage.Builder said = Usage.exactly();
        either(counts[0], counts[1]).ifPresent(count -> said.set(Quantity.INPUT_TOKENS, count));
        either(counts[2], counts[3]).ifPresent(count -> said.set(Quantity.OUTPUT_TOKENS, count));
        either(counts[4], null).ifPresent(count -> said.set(Quantity.TOTAL_TOKENS, count));
        usage = said.build();
    }

    private static OptionalLong either(@Nullable OptionalLong first, @Nullable OptionalLong second) {
        return first != null ? first : second != null ? second : OptionalLong.empty();
    }
}
