package dev.sluice.core.attempt;

import dev.sluice.core.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How long an upstream asks to be left alone: {@code retry-after-ms}, {@code Retry-After}, {@code x-ratelimit-reset-*}. */
public final class RetryAfter {
    private static final Pattern SPAN = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,15}(?:\\.\\d{0,15})?");
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /**
     * The time to wait, never negative and at most a day; empty where the answer does not say.
     *
     * @param now the time of day that dates are compared with
     */
    public static Optional<Duration> of(Headers headers, Instant now) {
        return named(headers, now).or(() -> reset(headers).map(RetryAfter::bounded));
    }

    /**
     * The same of what says so by name, {@code retry-after-ms} or {@code Retry-After}: limits that begin anew are passed over.
     *
     * @param now the time of day that dates are compared with
     */
    public static Optional<Duration> named(Headers headers, Instant now) {
        return headers.first("retry-after-ms")
                .flatMap(text -> number(text, 1))
                .or(() -> headers.first("Retry-After")
                        .flatMap(text -> number(text, 1000).or(() -> date(text, now))))
                .map(RetryAfter::bounded);
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Duration> number(String text, int millis) {
        String number = text.strip();
        return NUMBER.matcher(number).matches()
                ? Optional.of(Duration.ofMillis((long) (Double.parseDouble(number) * millis)))
                : Optional.empty();
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Instant at = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, at));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** The limit that is used up is the one whose remaining count is 0; without a count, the later reset counts. */
    private static Optional<Duration> reset(Headers headers) {
        return Stream.of("requests", "tokens")
                .filter(what -> headers.first("x-ratelimit-remaining-" + what)
                        .map(count -> count.strip().equals("0"))
                        .orElse(true))
                .flatMap(what -> headers.first("x-ratelimit-reset-" + what).flatMap(RetryAfter::span).stream())
                .max(Duration::compareTo);
    }

    /** OpenAI writes {@code 1s}, {@code 6m0s}, {@code 20ms}; others write seconds. */
    static Optional<Duration> span(String text) {
        Optional<Duration> seconds = number(text, 1000);
        if (seconds.isPresent()) {
            return seconds;
        }
        Matcher matcher = SPAN.matcher(text.strip());
        Duration total = Duration.ZERO;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            double amount = Double.parseDouble(matcher.group(1));
            long unit = switch (matcher.group(2)) {
                case "ms" -> 1;
                case "s" -> 1000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                default -> 86_400_000;
            };
            total = total.plusMillis((long) (amount * unit));
            end = matcher.end();
        }
        return end > 0 && end == text.strip().length() ? Optional.of(total) : Optional.empty();
    }
}
