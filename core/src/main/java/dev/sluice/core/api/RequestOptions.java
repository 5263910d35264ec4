package dev.sluice.core.api;

import dev.sluice.core.http.Headers;
import java.time.Duration;

/**
 * How a call is made. Immutable: each {@code with} gives another.
 *
 * @param timeout how long one attempt may take until its answer is complete; for a stream, until its head
 * @param maxRetries how often a call is made again after 408, 409, 429, 5xx or a lost connection; from 0
 * @param pollInterval how often a run is looked at, where the server does not say
 * @param headers more headers
 */
public record RequestOptions(Duration timeout, int maxRetries, Duration pollInterval, Headers headers) {
    /** Ten minutes, two retries, a look every second: as OpenAI's own SDKs. */
    public static final RequestOptions DEFAULT =
            new RequestOptions(Duration.ofMinutes(10), 2, Duration.ofSeconds(1), Headers.EMPTY);

    /** The same with another timeout. */
    public RequestOptions withTimeout(Duration other) {
        return new RequestOptions(other, maxRetries, pollInterval, headers);
    }

    /** The same with another number of retries. */
    public RequestOptions withMaxRetries(int other) {
        return new RequestOptions(timeout, other, pollInterval, headers);
    }

    /** The same with another interval between looks at a run. */
    public RequestOptions withPollInterval(Duration other) {
        return new RequestOptions(timeout, maxRetries, other, headers);
    }

    /** The same with one more header. */
    public RequestOptions withHeader(String name, String value) {
        return new RequestOptions(
                timeout,
                maxRetries,
                pollInterval,
                headers.toBuilder().set(name, value).build());
    }
}
