package dev.sluice.testkit.fake.resource;

import dev.sluice.core.http.Headers;
import dev.sluice.core.json.JsonNode;
import java.nio.charset.StandardCharsets;

/** {@code /realtime/calls}: the answer to an offer is no document, and only its {@code Location} names the call. */
final class RealtimeCalls {
    private static final String PATH = "/realtime/calls";

    private RealtimeCalls() {}

    static void register(Router router) {
        router.on("POST", PATH, RealtimeCalls::create);
    }

    private static Reply create(Call call) {
        String id = Ids.alphanumeric("rtc_");
        call.account().shelf(PATH).put(JsonNode.object().put("id", id).build());
        return new Reply.Binary(
                201,
                Headers.of("Content-Type", "application/sdp", "Location", Router.PREFIX + PATH + "/" + id),
                "v=0\r\n".getBytes(StandardCharsets.UTF_8));
    }
}
