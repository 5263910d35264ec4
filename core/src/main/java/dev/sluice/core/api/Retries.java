package dev.sluice.core.api;

import dev.sluice.core.attempt.Backoff;
import dev.sluice.core.attempt.Judge;
import dev.sluice.core.attempt.RetryAfter;
import dev.sluice.core.http.Headers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether an attempt is followed by another, and after what time: as OpenAI's SDKs have it, but that what may have been paid
 * for is not sent again. Thread-safe.
 *
 * @param clock for dates in {@code Retry-After}
 * @param random for jitter; thread-safe
 */
record Retries(Clock clock, RandomGenerator random) {
    /** Who asks for longer is answered by the usual wait, as by the SDKs: a program would rather fail than sleep. */
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

    /**
     * After an answer that is an error.
     *
     * @param attempts how many were made, from 1
     * @return the time until the next attempt; empty where there is to be none
     */
    Optional<Duration> afterAnswer(int status, Headers headers, int attempts, RequestOptions options) {
        boolean usually = status == 408 || status == 409 || status == 429 || status >= 500;
        return after(usually, headers, attempts, options);
    }

    /**
     * After an attempt without an answer, or with one that broke off: the server may have done what it was asked for.
     *
     * @param headers of the answer, if one had begun
     * @param attempts how many were made, from 1
     * @return the time until the next attempt; empty where there is to be none
     */
    Optional<Duration> afterLoss(String method, Headers headers, int attempts, RequestOptions options) {
        return after(Judge.isIdempotent(method), headers, attempts, options);
    }

    private Optional<Duration> after(boolean usually, Headers headers, int attempts, RequestOptions options) {
        String said = headers.first("x-should-retry").orElse("");
        boolean wanted = said.equals("true") || (usually && !said.equals("false"));
        return wanted && attempts <= options.maxRetries() ? Optional.of(pause(headers, attempts)) : Optional.empty();
    }

    private Duration pause(Headers headers, int attempts) {
        return RetryAfter.named(headers, clock.instant())
                .filter(asked -> !asked.isZero() && asked.compareTo(LONGEST_ASKED) <= 0)
                .orElseGet(() -> Backoff.before(attempts, Optional.empty(), Duration.ZERO, random));
    }
}
