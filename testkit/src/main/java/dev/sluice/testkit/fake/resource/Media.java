package dev.sluice.testkit.fake.resource;

import dev.sluice.core.http.Headers;
import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.Multipart;
import java.util.Collections;

/** {@code /images} and {@code /audio}: a one-pixel picture, bytes that depend on the text, and what a recording weighs. */
final class Media {
    private static final int SPEECH_BYTES = 96 * 1024;
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private Media() {}

    static void register(Router router) {
        router.on("POST", "/images/generations", Media::generate)
                .on("POST", "/images/edits", Media::edit)
                .on("POST", "/audio/speech", Media::speech)
                .on("POST", "/audio/transcriptions", Media::transcribe)
                .on("POST", "/audio/translations", Media::transcribe);
    }

    /** The bytes that {@code /audio/speech} gives for a text: every byte value occurs. */
    static byte[] speechOf(String text) {
        byte[] speech = new byte[SPEECH_BYTES];
        int seed = text.hashCode();
        for (int i = 0; i < speech.length; i++) {
            speech[i] = (byte) (seed + i * 7 + (i >> 8));
        }
        return speech;
    }

    private static Reply generate(Call call) {
        JsonNode body = call.json();
        return pictures(Nodes.required(body, "prompt"), (int) Nodes.number(body, "n", 1));
    }

    private static Reply edit(Call call) {
        Multipart form = call.form();
        return pictures(form.text("prompt").orElseThrow(() -> ApiException.missing("prompt")), 1);
    }

    private static Reply pictures(String prompt, int count) {
        JsonNode picture = JsonNode.object()
                .put("b64_json", PIXEL)
                .put("revised_prompt", prompt)
                .build();
        return Reply.ok(JsonNode.object()
                .put("created", Ids.now())
                .put("data", JsonNode.array(Collections.nCopies(count, picture)))
                .build());
    }

    private static Reply speech(Call call) {
        JsonNode body = call.json();
        Nodes.required(body, "model");
        return new Reply.Binary(200, Headers.of("Content-Type", "audio/mpeg"), speechOf(Nodes.required(body, "input")));
    }

    private static Reply transcribe(Call call) {
        Multipart form = call.form();
        if (form.text("model").isEmpty()) {
            throw ApiException.missing("model");
        }
        Multipart.Part file = form.part("file").orElseThrow(() -> ApiException.missing("file"));
        String text = file.filename().orElse("") + " has " + file.content().length + " bytes";
        return Reply.ok(JsonNode.object().put("text", text).build());
    }
}
