package dev.sluice.testkit.fake.resource;

import dev.sluice.core.http.Headers;
import dev.sluice.core.json.JsonNode;
import java.util.List;

/** What a resource answers. */
public sealed interface Reply {
    /** A document. */
    record Json(int status, JsonNode body) implements Reply {
        /** The document's text in UTF-8. */
        public byte[] bytes() {
            return Nodes.write(body);
        }
    }

    /** Bytes, with the headers that describe them. */
    @SuppressWarnings("ArrayRecordComponent") // files run to many megabytes and nobody compares them through equals
    record Binary(int status, Headers headers, byte[] body) implements Reply {}

    /** A stream of server-sent events, each a frame with its blank line. */
    record Events(List<String> frames) implements Reply {}

    /** A document with status 200. */
    static Reply ok(JsonNode body) {
        return new Json(200, body);
    }
}
