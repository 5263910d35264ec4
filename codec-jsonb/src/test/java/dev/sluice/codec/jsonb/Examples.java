package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.assistants.event.EventFrame;
import dev.sluice.core.assistants.event.MessageDelta;
import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.json.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The examples of OpenAI's description of its API. */
final class Examples {
    private static final List<String> STREAMS = List.of(
            "create-run-streaming",
            "create-run-streaming-with-functions",
            "create-thread-and-run-streaming",
            "create-thread-and-run-streaming-with-functions",
            "submit-tool-ouputs-to-run-streaming");

    private Examples() {}

    /**
     * One example.
     *
     * @param name its file
     * @param type its type, or that of a page's elements
     * @param isPage whether it is a page
     * @param text its text
     */
    record Example(String name, Class<?> type, boolean isPage, String text) {
        byte[] json() {
            return text.getBytes(UTF_8);
        }

        /** Reads it as what it is. */
        Object read(JsonbCodec codec, byte[] json) {
            return isPage ? codec.readPage(json, type) : codec.read(json, type);
        }

        boolean isRequest() {
            return name.contains(".request.");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All bodies and answers. */
    static List<Example> all() {
        return text("index.txt").lines().map(Examples::example).toList();
    }

    private static Example example(String line) {
        String[] parts = line.split(" ", 2);
        boolean isPage = parts[1].startsWith("Page<");
        String type = isPage ? parts[1].substring("Page<".length(), parts[1].length() - 1) : parts[1];
        return new Example(parts[0], type(type), isPage, text(parts[0]));
    }

    /** A type of the model by its simple name. */
    static Class<?> type(String simpleName) {
        return Stream.of(Run.class, CreateRun.class, MessageDelta.class, FileObject.class)
                .map(Class::getPackageName)
                .flatMap(home -> {
                    try {
                        return Stream.of(Class.forName(home + "." + simpleName));
                    } catch (ClassNotFoundException elsewhere) {
                        return Stream.empty();
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    /** The frames of all streams, one after the other. */
    static List<EventFrame> frames() {
        List<EventFrame> frames = new ArrayList<>();
        for (String stream : STREAMS) {
            String event = "";
            for (String line : text(stream + ".events.txt").lines().toList()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    frames.add(new EventFrame(event, line.substring("data: ".length())));
                }
            }
        }
        return frames;
    }

    static String text(String file) {
        try (InputStream in = Examples.class.getResourceAsStream("examples/" + file)) {
            if (in == null) {
                throw new IllegalStateException("No example " + file);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The tree of a text. */
    static JsonNode tree(JsonbCodec codec, String json) {
        return codec.parse(json.getBytes(UTF_8));
    }
}
