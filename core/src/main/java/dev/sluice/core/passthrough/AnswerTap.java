package dev.sluice.core.passthrough;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.SseData;
import dev.sluice.core.json.IdScanner;
import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.Usage;
import dev.sluice.core.meter.AnswerMeter;
import dev.sluice.core.meter.Metering;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks on as an answer goes by, and keeps its usage and the ids of its objects. Changes nothing, delays nothing. */
final class AnswerTap {
    /** Looks at nothing, where there is nothing to be found. */
    static final AnswerTap NONE = new AnswerTap(Headers.EMPTY, Metering.NOTHING, null, null);

    private final Metering metering;
    private final @Nullable AnswerMeter meter;
    private final @Nullable SseData events;
    private final @Nullable AnswerIds ids;
    private final @Nullable Inflated inflated;
    private final @Nullable TextBuffer text;
    private final boolean sse;
    private boolean ended;

    private AnswerTap(Headers answer, Metering metering, @Nullable AnswerIds ids, @Nullable TextBuffer text) {
        String type = answer.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String encoding = answer.first("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        this.metering = metering;
        sse = type.startsWith("text/event-stream");
        boolean readable = (sse || type.contains("json")) && Inflated.canRead(encoding);
        this.ids = readable ? ids : null;
        meter = readable && metering != Metering.NOTHING ? new AnswerMeter(metering, sse) : null;
        this.text = text != null && Content.isText(answer) && Inflated.canRead(encoding) ? text : null;
        boolean looks = this.ids != null || meter != null || this.text != null;
        events = looks && sse ? new SseData(this::document, this::documentEnd) : null;
        inflated = looks && !encoding.isEmpty() ? new Inflated(encoding, this::plain) : null;
    }

    static AnswerTap ofUsage(Headers answer, Metering metering) {
        return ofUsage(answer, metering, null);
    }

    /**
     * A tap that learns no ids.
     *
     * @param text keeps what is said; null where nobody may know
     */
    static AnswerTap ofUsage(Headers answer, Metering metering, @Nullable TextBuffer text) {
        return new AnswerTap(answer, metering, null, text);
    }

    /**
     * A tap that learns ids, too.
     *
     * @param stored whether the request asked for the object to be stored; empty where it did not say
     * @param wanted which ids are worth it
     */
    static AnswerTap ofUsageAndIds(
            Headers answer,
            Metering metering,
            @Nullable TextBuffer text,
            Optional<Boolean> stored,
            Predicate<String> wanted,
            Consumer<Set<String>> learn) {
        answer.first("Location")
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .filter(IdScanner::isId)
                .filter(AnswerTap::isMade)
                .filter(wanted)
                .ifPresent(id -> learn.accept(Set.of(id)));
        return new AnswerTap(answer, metering, new AnswerIds(stored, wanted, learn), text);
    }

    /** The id of an object that was made, rather than the name of a page. */
    private static boolean isMade(String id) {
        return id.chars().anyMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
    }

    void feed(ByteBuffer slice) {
        if (inflated != null) {
            inflated.feed(slice);
        } else {
            plain(slice);
        }
    }

    private void plain(ByteBuffer slice) {
        if (text != null) {
            text.add(slice);
        }
        if (events != null) {
            events.feed(slice);
        } else {
            document(slice);
        }
    }

    private void document(ByteBuffer piece) {
        if (meter != null) {
            meter.document(piece);
        }
        if (ids != null) {
            ids.feed(piece);
        }
    }

    private void documentEnd() {
        if (meter != null) {
            meter.documentEnd();
        }
        if (ids != null) {
            ids.documentEnd();
        }
    }

    /** The answer is over, however it ended. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        documentEnd();
        if (inflated != null) {
            inflated.end();
        }
    }

    /**
     * What the call used, once the answer is over.
     *
     * @param complete whether it came to its end
     */
    Usage usage(boolean complete) {
        return meter == null ? metering.unstated() : meter.usage(complete);
    }

    /** What the answer said of itself. */
    AnswerFacts facts() {
        return meter == null ? AnswerFacts.NONE : meter.facts();
    }

    /** Whether tools were used that are paid for beside the tokens. */
    boolean sawPaidTools() {
        return meter != null && meter.usedPaidTools();
    }

    /** Whether the answer is a stream of events. */
    boolean isStream() {
        return sse;
    }
}
