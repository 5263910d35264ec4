package dev.sluice.codec.jsonb;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.JsonCodec;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;

/**
 * Reads and writes trees without loss: members keep their order, numbers their literal, and strings every UTF-16 unit,
 * unpaired surrogates included.
 *
 * <p>{@link #parse} fails with {@link ErrorKind#INVALID_REQUEST} for anything but one well-formed document in UTF-8:
 * invalid UTF-8, a byte order mark, a repeated member name, trailing text, more than {@value #MAX_DEPTH} levels. The
 * message tells line and column, and nothing of the content. {@link #write} fails with {@link IllegalArgumentException}
 * for a tree that is no JSON: a number node whose literal is none, or more than {@value #MAX_DEPTH} levels.
 *
 * <p>Thread-safe; both methods work on the caller's thread. One per process will do.
 */
public final class JsonbCodec implements JsonCodec {
    // Trees go to Parsson, the layer below Yasson: a JsonbDeserializer is not told which event its value begins with
    // and so cannot read a value of any kind, and toJson hashes the whole tree before it writes any of it.

    /** The most levels of arrays and objects in a document. */
    public static final int MAX_DEPTH = 1000;

    /** Parsson's own limit, which fails without a location, must stay out of reach; it refuses the level it names. */
    private static final Map<String, ?> PARSER_CONFIG = Map.of("org.eclipse.parsson.maxDepth", MAX_DEPTH + 2);

    private final JsonParserFactory parsers;
    private final JsonGeneratorFactory generators;

    /** A codec of its own. */
    public JsonbCodec() {
        JsonProvider provider = JsonProvider.provider();
        parsers = provider.createParserFactory(PARSER_CONFIG);
        generators = provider.createGeneratorFactory(Map.of());
    }

    @Override
    public JsonNode parse(byte[] json) {
        String text = Utf8.decode(json);
        try (JsonParser parser = parsers.createParser(new StringReader(text))) {
            JsonNode document = JsonNodeReader.read(parser);
            requireEnd(parser);
            return document;
        } catch (JsonParsingException failure) {
            throw Malformed.in(text, failure);
        }
    }

    /** Parsson looks past the document only when it is asked whether there is more. */
    private static void requireEnd(JsonParser parser) {
        try {
            if (!parser.hasNext()) {
                return;
            }
        } catch (JsonParsingException trailing) {
            throw new RefusedJsonException("text after the document", trailing.getLocation());
        }
        throw new RefusedJsonException("text after the document", parser.getLocation());
    }

    @Override
    public byte[] write(JsonNode node) {
        StringWriter out = new StringWriter();
        JsonGenerator generator = generators.createGenerator(out);
        JsonNodeWriter.write(node, generator);
        // Not closed on failure: closing an unfinished document fails too, and would hide why. Nothing is held open.
        generator.close();
        return Utf8.encode(out.toString());
    }
}
