package dev.sluice.e2e.support;

/** What a client is pointed at: a base URL and a key. */
public interface Target {
    /** The base URL, without a slash at its end. */
    String baseUrl();

    /** The key. */
    String key();
}
