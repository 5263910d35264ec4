package dev.sluice.testkit.fake.wire;

import dev.sluice.core.http.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param method the method, in the client's spelling
 * @param target the request target, raw
 * @param headers every field in the client's order and spelling
 * @param body the whole body, transfer coding removed
 */
@SuppressWarnings("ArrayRecordComponent") // bodies run to many megabytes and nobody compares them through equals
public record WireRequest(String method, String target, Headers headers, byte[] body) {
    /** The path, raw. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The first value of a query parameter, decoded. */
    public Optional<String> query(String name) {
        return queryAll(name).stream().findFirst();
    }

    /** Every value of a query parameter, decoded, in order. */
    public List<String> queryAll(String name) {
        List<String> values = new ArrayList<>();
        int mark = target.indexOf('?');
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                    values.add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
                }
            }
        }
        return values;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Method and target only: headers carry keys, bodies carry prompts. */
    @Override
    public String toString() {
        return method + " " + target;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
