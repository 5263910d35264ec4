package dev.sluice.provider.local;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.JsonCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What every endpoint makes answers with.
 *
 * @param json the codec
 * @param clock the time of day
 * @param random for ids
 */
record Workshop(JsonCodec json, Clock clock, RandomGenerator random) {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    /** Seconds since 1970. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    /** The prefix and {@code length} letters and digits. */
    String id(String prefix, int length) {
        return prefix + characters(ALPHANUMERIC, length);
    }

    /** The prefix and {@code length} hexadecimal digits. */
    String hexId(String prefix, int length) {
        return prefix + characters(HEX, length);
    }

    private String characters(String alphabet, int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return id.toString();
    }

    HttpReply reply(JsonNode body) {
        return reply(200, body);
    }

    HttpReply reply(ApiError error) {
        return reply(error.status(), error.toJson());
    }

    private HttpReply reply(int status, JsonNode body) {
        byte[] bytes = json.write(body);
        Headers headers = head("application/json")
                .add("Content-Length", Integer.toString(bytes.length))
                .build();
        return new HttpReply(status, headers, Body.Bytes.of(bytes));
    }

    /** A reply whose body is made piece by piece, as it is asked for. */
    HttpReply reply(String contentType, Stream<ByteBuffer> pieces, MockCall call) {
        FramePublisher publisher = new FramePublisher(pieces.iterator(), call.cancellation());
        return new HttpReply(200, head(contentType).build(), new Body.Stream(publisher, OptionalLong.empty()));
    }

    /** A reply of server-sent events. */
    HttpReply replyStream(Stream<ByteBuffer> frames, MockCall call) {
        return reply("text/event-stream; charset=utf-8", frames, call);
    }

    private Headers.Builder head(String contentType) {
        return Headers.builder().add("Content-Type", contentType).add("x-request-id", hexId("req_", 32));
    }

    /** A server-sent event, without a name. */
    ByteBuffer event(JsonNode data) {
        return frame("data: ", data);
    }

    /** A server-sent event. */
    ByteBuffer event(String name, JsonNode data) {
        return frame("event: " + name + "\ndata: ", data);
    }

    /** The event after which nothing comes. */
    static ByteBuffer done() {
        return ByteBuffer.wrap("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    /** A codec's output has no line breaks, so one data line always holds it. */
    private ByteBuffer frame(String start, JsonNode data) {
        byte[] head = start.getBytes(StandardCharsets.UTF_8);
        byte[] document = json.write(data);
        return ByteBuffer.allocate(head.length + document.length + 2)
                .put(head)
                .put(document)
                .put((byte) '\n')
                .put((byte) '\n')
                .flip();
    }
}
