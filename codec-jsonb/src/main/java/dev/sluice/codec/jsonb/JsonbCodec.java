package dev.sluice.codec.jsonb;

import dev.sluice.codec.jsonb.bind.Binder;
import dev.sluice.codec.jsonb.tree.Documents;
import dev.sluice.codec.jsonb.tree.MalformedJsonException;
import dev.sluice.codec.jsonb.tree.Utf8;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.AssistantsCodec;
import dev.sluice.core.spi.JsonCodec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes trees and values without loss: members keep their order, numbers their literal, and strings every UTF-16
 * unit, unpaired surrogates included.
 *
 * <p>{@link #parse} fails with {@link ErrorKind#INVALID_REQUEST} for anything but one well-formed document in UTF-8:
 * invalid UTF-8, a byte order mark, a repeated member name, trailing text, more than {@value #MAX_DEPTH} levels. The
 * message tells line and column, and nothing of the content. {@link #write} fails with {@link IllegalArgumentException}
 * for what is no JSON: a number that is none, more than {@value #MAX_DEPTH} levels of a tree, a constant {@code UNKNOWN}
 * that was not read.
 *
 * <p>Thread-safe; all methods work on the caller's thread. One per process will do.
 */
public final class JsonbCodec implements JsonCodec {
    /** The most levels of arrays and objects in a document. */
    public static final int MAX_DEPTH = Documents.MAX_DEPTH;

    private final Documents documents = new Documents();
    private final Binder binder = new Binder();
    private final OtherTypes others = new OtherTypes();
    private final Texts texts = new Texts(documents, binder);
    private final JsonbAssistantsCodec assistants = new JsonbAssistantsCodec(documents, binder, texts);

    /** A codec of its own. */
    public JsonbCodec() {}

    @Override
    public JsonNode parse(byte[] json) {
        try {
            return documents.parse(json);
        } catch (MalformedJsonException failure) {
            throw GatewayException.notSent(
                    ErrorKind.INVALID_REQUEST,
                    "We could not parse the JSON body of your request: " + failure.getMessage());
        }
    }

    @Override
    public <T> T read(byte[] json, Class<T> type) {
        JsonNode tree = answer(json);
        if (type == JsonNode.class) {
            return type.cast(tree);
        }
        return whole(binder.binds(type) ? binder.read(tree, type) : others.read(json, type), type);
    }

    @Override
    public <T> Page<T> readPage(byte[] json, Class<T> element) {
        return whole(binder.readPage(answer(json), element), Page.class);
    }

    private JsonNode answer(byte[] json) {
        try {
            return documents.parse(json);
        } catch (MalformedJsonException failure) {
            throw invalidAnswer("The answer is not JSON: " + failure.getMessage());
        }
    }

    private static <T> T whole(@Nullable T value, Class<?> type) {
        if (value == null) {
            throw invalidAnswer("The answer is JSON, but no " + type.getSimpleName() + ".");
        }
        return value;
    }

    static GatewayException invalidAnswer(String message) {
        return new GatewayException(ErrorKind.UPSTREAM_INVALID, Reach.STARTED, message);
    }

    @Override
    public byte[] write(Object value) {
        return value instanceof JsonNode || binder.bindsValue(value)
                ? texts.of(value).getBytes(StandardCharsets.UTF_8)
                : Utf8.encode(others.write(value));
    }

    @Override
    public AssistantsCodec assistants() {
        return assistants;
    }
}
