package dev.sluice.provider.local.assistants;

import dev.sluice.core.http.Headers;
import dev.sluice.provider.local.assistants.data.RefusedException;
import java.util.List;
import java.util.stream.Stream;

/** {@code OpenAI-Beta: assistants=v2}. Who leaves it out is served; who asks for another version is not. */
final class BetaHeader {
    private static final String NAME = "OpenAI-Beta";

    private BetaHeader() {}

    static void check(Headers headers) {
        List<String> versions = headers.all(NAME).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(value -> value.startsWith("assistants="))
                .toList();
        if (!versions.isEmpty() && !versions.contains("assistants=v2")) {
            throw new RefusedException(
                    400,
                    "You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by setting"
                            + " the header 'OpenAI-Beta: assistants=v2'.",
                    null,
                    "invalid_beta");
        }
    }
}
