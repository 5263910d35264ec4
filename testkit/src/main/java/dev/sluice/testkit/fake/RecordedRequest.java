package dev.sluice.testkit.fake;

import dev.sluice.core.http.Headers;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.Optional;

/**
 * A request that the fake has received.
 *
 * @param request what came over the wire
 * @param account the key of the account that answered it; empty for an unknown key
 */
public record RecordedRequest(WireRequest request, Optional<String> account) {
    /** The method. */
    public String method() {
        return request.method();
    }

    /** The request target, raw. */
    public String target() {
        return request.target();
    }

    /** Every header, in order and spelling of the sender. */
    public Headers headers() {
        return request.headers();
    }

    /** The body's bytes, transfer coding removed. */
    public byte[] body() {
        return request.body();
    }

    /** The body as UTF-8. */
    public String text() {
        return request.text();
    }

    /** Method and target only. */
    @Override
    public String toString() {
        return request.toString();
    }
}
