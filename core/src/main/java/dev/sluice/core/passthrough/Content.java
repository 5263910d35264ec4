package dev.sluice.core.passthrough;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.log.CallContent;
import java.util.Locale;

/** What is said in a call, kept for sinks that are entitled to it. Lives on its call's event loop. */
final class Content {
    private final TextBuffer request = new TextBuffer();
    private final TextBuffer answer = new TextBuffer();

    /** A client may ask for less to be told, never for more. */
    static boolean isUnwanted(Headers headers) {
        return headers.first("x-litellm-enable-message-redaction")
                .or(() -> headers.first("litellm-enable-message-redaction"))
                .filter(value -> !value.isEmpty())
                .isPresent();
    }

    /** Bodies that were not kept are not told, nor is anything but text. */
    void asked(Headers headers, Body body) {
        if (isText(headers) && body instanceof Body.Bytes bytes) {
            bytes.slices().forEach(request::add);
        }
    }

    TextBuffer answer() {
        return answer;
    }

    static boolean isText(Headers headers) {
        String type = headers.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") || type.startsWith("text/");
    }

    CallContent of(String callId) {
        return new CallContent(callId, request.text(), answer.text(), request.isCut() || answer.isCut());
    }
}
