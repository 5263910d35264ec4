package dev.sluice.core.spi;

import dev.sluice.core.json.JsonNode;

/**
 * JSON documents as trees.
 *
 * <h2>Threading</h2>
 * Thread-safe; works on the caller's thread, so documents above 64 KiB belong on a worker.
 *
 * <h2>Completion</h2>
 * Answers at once.
 *
 * <h2>Errors</h2>
 * {@link #parse} throws {@link dev.sluice.core.error.GatewayException} of kind {@code INVALID_REQUEST} for anything but
 * one well-formed document: duplicate member names and trailing text included.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
public interface JsonCodec {
    /** Reads one document; member order and number literals are kept. */
    JsonNode parse(byte[] json);

    /** Writes a document in UTF-8 without white space, members in their order. */
    byte[] write(JsonNode node);
}
