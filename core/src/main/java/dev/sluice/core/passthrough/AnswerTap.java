package dev.sluice.core.passthrough;

import dev.sluice.core.http.Headers;
import dev.sluice.core.json.JsonText;
import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.log.Usage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks on as an answer goes by and keeps its usage. Changes nothing, delays nothing; encoded bodies stay unread. */
final class AnswerTap {
    private static final int LONGEST_USAGE = 4096;
    private static final List<String> USAGE = List.of("usage", "response.usage");
    private static final List<String> COUNTS =
            List.of("prompt_tokens", "input_tokens", "completion_tokens", "output_tokens", "total_tokens");

    private final @Nullable MemberScanner scanner;
    private final @Nullable SseData events;
    private @Nullable Usage usage;

    AnswerTap(Headers answer) {
        String type = answer.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        boolean readable = answer.first("Content-Encoding").isEmpty();
        boolean sse = readable && type.startsWith("text/event-stream");
        scanner = sse || (readable && type.contains("json"))
                ? new MemberScanner(USAGE, LONGEST_USAGE, this::usageFound)
                : null;
        events = sse && scanner != null ? new SseData(scanner::feed, scanner::reset) : null;
    }

    void feed(ByteBuffer slice) {
        if (events != null) {
            events.feed(slice);
        } else if (scanner != null) {
            scanner.feed(slice);
        }
    }

    /** What the answer said last of its usage. */
    Optional<Usage> usage() {
        return Optional.ofNullable(usage);
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
        usage = new Usage(either(counts[0], counts[1]), either(counts[2], counts[3]), either(counts[4], null));
    }

    private static OptionalLong either(@Nullable OptionalLong first, @Nullable OptionalLong second) {
        return first != null ? first : second != null ? second : OptionalLong.empty();
    }
}
