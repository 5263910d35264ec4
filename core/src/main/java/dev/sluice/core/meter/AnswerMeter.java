package dev.sluice.core.meter;

import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.json.RawJson;
import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.Usage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents of an answer as they go by: one of JSON, or each event of a stream. Keeps what they say of the answer
 * and of its usage, and nothing else. Not thread-safe.
 */
public final class AnswerMeter {
    private static final int LONGEST_USAGE = 4096;
    private static final int LONGEST_WORD = 128;
    private static final int MOST_REASONS = 8;
    private static final int DONE_LENGTH = "[DONE]".length();

    private static final int USAGE = 0;
    private static final int RESPONSE_USAGE = 1;
    private static final int OBJECT = 2;
    private static final int TYPE = 3;
    private static final int ID = 4;
    private static final int RESPONSE_ID = 5;
    private static final int MODEL = 6;
    private static final int RESPONSE_MODEL = 7;
    private static final int TIER = 8;
    private static final int RESPONSE_TIER = 9;
    private static final int REASON = 10;
    private static final int STATUS = 11;
    private static final int RESPONSE_STATUS = 12;
    private static final MemberScanner.Paths PATHS = MemberScanner.Paths.of(List.of(
            "usage",
            "response.usage",
            "object",
            "type",
            "id",
            "response.id",
            "model",
            "response.model",
            "service_tier",
            "response.service_tier",
            "choices[].finish_reason",
            "status",
            "response.status",
            "output[].type",
            "response.output[].type",
            "step_details.tool_calls[].type"));

    private final Metering metering;
    private final boolean events;
    private final MemberScanner scanner = new MemberScanner(PATHS, LONGEST_USAGE, this::member);
    private final List<String> reasons = new ArrayList<>(1);

    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String tier;
    private boolean toolsUsed;
    private long chunks;
    private boolean done;

    private @Nullable Usage whole;
    private boolean wholeIsFinal;
    private int typedUsages;
    private @Nullable Usage steps;

    private int length;
    private byte first;
    private @Nullable Usage documentUsage;
    private @Nullable String object;
    private @Nullable String status;
    private boolean typed;

    /**
     * A meter for one answer.
     *
     * @param events whether its documents are those of a stream
     */
    public AnswerMeter(Metering metering, boolean events) {
        this.metering = metering;
        this.events = events;
    }

    /** Reads a piece of a document. */
    public void document(ByteBuffer piece) {
        for (int i = piece.position(); i < piece.limit() && length <= DONE_LENGTH; i++) {
            byte b = piece.get(i);
            if (b > ' ') {
                first = length == 0 ? b : first;
                length++;
            }
        }
        scanner.feed(piece);
    }

    /** The document is over. */
    public void documentEnd() {
        if (length > 0) {
            done |= events && first == '[' && length == DONE_LENGTH;
            chunks += events && first == '{' ? 1 : 0;
            documentRead();
        }
        length = 0;
        documentUsage = null;
        object = null;
        status = null;
        typed = false;
        scanner.reset();
    }

    private void member(int path, long start, long end, @Nullable RawJson value) {
        if (value == null) {
            return;
        }
        if (path == USAGE || path == RESPONSE_USAGE) {
            if (metering != Metering.NOTHING && value.first() == '{') {
                usage(path, UsageObject.read(value));
            }
        } else if (path == TYPE) {
            typed = true;
        } else if (value.length() <= LONGEST_WORD && isNews(path)) {
            value.string().ifPresent(text -> word(path, text));
        }
    }

    /** Every event of a stream says the same of itself: it is read once. */
    private boolean isNews(int path) {
        return switch (path) {
            case OBJECT -> metering == Metering.RUN;
            case ID, RESPONSE_ID -> id == null;
            case MODEL, RESPONSE_MODEL -> model == null;
            case TIER -> tier == null;
            default -> true;
        };
    }

    private void usage(int path, Usage said) {
        if (path == RESPONSE_USAGE) {
            whole = said;
            wholeIsFinal = true;
        } else {
            documentUsage = said;
        }
    }

    private void word(int path, String text) {
        switch (path) {
            case OBJECT -> object = text;
            case ID, RESPONSE_ID -> id = text;
            case MODEL, RESPONSE_MODEL -> model = text;
            case TIER, RESPONSE_TIER -> tier = text;
            case REASON -> reason(FinishReasons.bounded(text));
            case STATUS, RESPONSE_STATUS -> status = text;
            default -> toolsUsed |= isPaidTool(text);
        }
    }

    /** Tools that the upstream runs by itself are paid for beside the tokens. */
    private static boolean isPaidTool(String type) {
        return switch (type) {
            case "web_search_call",
                    "file_search_call",
                    "code_interpreter_call",
                    "image_generation_call",
                    "file_search",
                    "code_interpreter" -> true;
            default -> false;
        };
    }

    private void reason(String word) {
        if (reasons.size() < MOST_REASONS) {
            reasons.add(word);
        }
    }

    private void documentRead() {
        String end = status;
        if (end != null && FinishReasons.isEnd(end) && (object == null || !object.equals("thread.run.step"))) {
            reasons.clear();
            reasons.add(end);
        }
        Usage said = documentUsage;
        if (said == null) {
            return;
        }
        if (metering == Metering.RUN && "thread.run.step".equals(object)) {
            steps = steps == null ? said : steps.plus(said);
        } else if (metering != Metering.RUN || !events || "thread.run".equals(object)) {
            whole = said;
            typedUsages += typed ? 1 : 0;
            wholeIsFinal = !events || metering == Metering.RUN || typedUsages == 1;
        }
    }

    /** The answer is over, or nothing more will come of it. */
    public void end() {
        documentEnd();
    }

    /**
     * What the call used.
     *
     * @param complete whether the answer came to its end
     */
    public Usage usage(boolean complete) {
        Usage said = whole;
        if (metering == Metering.NOTHING || metering == Metering.LATER) {
            return metering.unstated();
        }
        if (said != null) {
            return wholeIsFinal || (done && typedUsages == 0) ? said : said.atLeast();
        }
        Usage parts = steps;
        return parts == null || complete ? Usage.UNKNOWN : parts.atLeast();
    }

    /** Whether tools were used that are paid for beside the tokens. */
    public boolean usedPaidTools() {
        return toolsUsed;
    }

    /** What the answer said of itself; who knows when its first piece came adds that. */
    public AnswerFacts facts() {
        return new AnswerFacts(
                Optional.ofNullable(id),
                Optional.ofNullable(model),
                reasons,
                Optional.ofNullable(tier),
                Optional.empty(),
                chunks);
    }
}
