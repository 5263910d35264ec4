package dev.sluice.core.http;

/**
 * One request to one upstream, ready to be written.
 *
 * @param method the method, in upper case
 * @param origin where the connection goes
 * @param target raw path and query, written as it is; starts with {@code /}
 * @param headers end-to-end headers; {@code Host}, framing and connection headers are the transport's own
 * @param body the body
 * @param timeouts how long the upstream may be silent
 */
public record HttpCall(String method, Origin origin, String target, Headers headers, Body body, Timeouts timeouts) {}
