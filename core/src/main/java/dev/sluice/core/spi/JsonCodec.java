package dev.sluice.core.spi;

import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.json.JsonNode;

/**
 * JSON documents as trees and as values.
 *
 * <p>Values are the records of {@code dev.sluice.core.assistants}, which lose nothing: what was read is written again with
 * the same members, the same nulls and the same number literals, known members first and in the order of the record. Any
 * other type is read and written by the rules of JSON Binding.
 *
 * <h2>Threading</h2>
 * Thread-safe; works on the caller's thread, so documents above 64 KiB belong on a worker.
 *
 * <h2>Completion</h2>
 * Answers at once.
 *
 * <h2>Errors</h2>
 * {@link #parse} throws {@link dev.sluice.core.error.GatewayException} of kind {@code INVALID_REQUEST} for anything but
 * one well-formed document: duplicate member names and trailing text included. {@link #read} and {@link #readPage} are for
 * answers and throw {@code UPSTREAM_INVALID} for such a document, and for one that is no object; they take any object.
 * {@link #write} throws {@link IllegalArgumentException} for a value that has no JSON.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
public interface JsonCodec {
    /** Reads one document; member order and number literals are kept. */
    JsonNode parse(byte[] json);

    /**
     * Reads a value. A member that is unknown, or is not what its record expects, is kept in the record's {@code extra}; a
     * kind of object that is unknown becomes the {@code Unknown} of its family, a word that is unknown the {@code UNKNOWN}
     * of its enum.
     */
    <T> T read(byte[] json, Class<T> type);

    /** Reads a part of a list. */
    <T> Page<T> readPage(byte[] json, Class<T> element);

    /** Writes a tree or a value in UTF-8 without white space. */
    byte[] write(Object value);

    /** What of the Assistants API is more than a document. */
    AssistantsCodec assistants();
}
