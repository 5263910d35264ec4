package dev.sluice.core.spi;

/**
 * The figures of the gateway as a page that is fetched every now and then.
 *
 * <h2>Threading</h2>
 * Called from any thread but an event loop.
 *
 * <h2>Completion</h2>
 * Answers after some milliseconds at most.
 *
 * <h2>Errors</h2>
 * None.
 *
 * <h2>Back-pressure</h2>
 * Callers that come at once wait for each other.
 */
@FunctionalInterface
public interface MetricsPage {
    /**
     * The page as it is now.
     *
     * @param accept what the caller would rather have; empty where it does not say
     */
    Scraped scrape(String accept);

    /**
     * A page.
     *
     * @param contentType what it is written in
     * @param text its bytes, which nobody changes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Scraped(String contentType, byte[] text) {}
}
