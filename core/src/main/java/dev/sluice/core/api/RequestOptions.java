package dev.sluice.core.api;

import dev.sluice.core.http.Headers;
import java.time.Duration;

/**
 * How a call is made. Immutable: each {@code with} gives another.
 *
 * @param timeout how long one attempt may take until its answer is complete; for a stream, until its head; more than 0
 * @param maxRetries how often a call is made again, from 0: after 408, 409, 429, 5xx, or as {@code x-should-retry} says; and
 *     where it is a GET or a DELETE, after a lost connection and a timeout too. A POST that may have been done is not.
 * @param pollInterval how often a run is looked at, where the server does not say; more than 0
 * @param headers more headers, the same with each attempt
 */
public record RequestOptions(Duration timeout, int maxRetries, Duration pollInterval, Headers headers) {
    /** Ten minutes, two retries, a look every second: as OpenAI's own SDKs. */
    public static final RequestOptions DEFAULT =
            new RequestOptions(Duration.ofMinutes(10), 2, Duration.ofSeconds(1), Headers.EMPTY);

    /**
     * Options that were checked.
     *
     * @throws IllegalArgumentException where a time is not more than 0, or the number of retries is below 0
     */
    public RequestOptions {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("A timeout is more than 0, not " + timeout);
        }
        if (maxRetries < 0) {
            throw new IllegalArgumentException("Retries are 0 or more, not " + maxRetries);
        }
        if (pollInterval.isNegative() || pollInterval.isZero()) {
            throw new IllegalArgumentException("An interval between looks is more than 0, not " + pollInterval);
        }
    }

    /** The same with another timeout, more than 0. */
    public RequestOptions withTimeout(Duration timeout) {
        return new RequestOptions(timeout, maxRetries, pollInterval, headers);
    }

    /** The same with another number of retries, from 0. */
    public RequestOptions withMaxRetries(int maxRetries) {
        return new RequestOptions(timeout, maxRetries, pollInterval, headers);
    }

    /** The same with another interval between looks at a run, more than 0. */
    public RequestOptions withPollInterval(Duration pollInterval) {
        return new RequestOptions(timeout, maxRetries, pollInterval, headers);
    }

    /** The same with one more header, or another value for one of that name. */
    public RequestOptions withHeader(String name, String value) {
        return new RequestOptions(
                timeout,
                maxRetries,
                pollInterval,
                headers.toBuilder().set(name, value).build());
    }
}
