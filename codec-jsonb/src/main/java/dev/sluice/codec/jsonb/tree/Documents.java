package dev.sluice.codec.jsonb.tree;

import dev.sluice.core.json.JsonNode;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Consumer;

/** Reads and writes whole documents. Thread-safe. */
public final class Documents {
    // Trees go to Parsson, the layer below Yasson: a JsonbDeserializer is not told which event its value begins with
    // and so cannot read a value of any kind, and toJson hashes the whole tree before it writes any of it.

    /** The most levels of arrays and objects in a document. */
    public static final int MAX_DEPTH = 1000;

    /** Parsson's own limit, which fails without a location, must stay out of reach; it refuses the level it names. */
    private static final Map<String, ?> PARSER_CONFIG = Map.of("org.eclipse.parsson.maxDepth", MAX_DEPTH + 2);

    private final JsonParserFactory parsers;
    private final JsonGeneratorFactory generators;

    /** Parsers and generators of their own. */
    public Documents() {
        JsonProvider provider = JsonProvider.provider();
        parsers = provider.createParserFactory(PARSER_CONFIG);
        generators = provider.createGeneratorFactory(Map.of());
    }

    /**
     * Reads a document in UTF-8.
     *
     * @throws MalformedJsonException for anything but one well-formed document
     */
    public JsonNode parse(byte[] json) {
        return parse(Utf8.decode(json));
    }

    /**
     * Reads a document.
     *
     * @throws MalformedJsonException for anything but one well-formed document
     */
    public JsonNode parse(String json) {
        try (JsonParser parser = parsers.createParser(new StringReader(json))) {
            JsonNode document = JsonNodeReader.read(parser);
            requireEnd(parser);
            return document;
        } catch (JsonParsingException failure) {
            throw MalformedJsonException.in(json, failure);
        }
    }

    /** Parsson looks past the document only when it is asked whether there is more. */
    private static void requireEnd(JsonParser parser) {
        try {
            if (!parser.hasNext()) {
                return;
            }
        } catch (JsonParsingException trailing) {
            throw RefusedJsonException.malformed("text after the document", trailing.getLocation());
        }
        throw RefusedJsonException.malformed("text after the document", parser.getLocation());
    }

    /** The document that is written to a generator; all of it has UTF-8. */
    public String write(Consumer<JsonGenerator> content) {
        StringWriter out = new StringWriter();
        JsonGenerator generator = generators.createGenerator(out);
        content.accept(generator);
        // Not closed on failure: closing an unfinished document fails too, and would hide why. Nothing is held open.
        generator.close();
        return Utf8.escape(out.toString());
    }
}
