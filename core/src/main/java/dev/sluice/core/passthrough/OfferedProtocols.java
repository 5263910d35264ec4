package dev.sluice.core.passthrough;

import dev.sluice.core.http.Headers;
import dev.sluice.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sub-protocols that a client offers with its handshake. Browsers cannot set headers there, so they present their key
 * as one of them; that one is not a protocol, and stays with the gateway.
 *
 * @param names the others, in the client's order
 * @param key the key
 */
record OfferedProtocols(List<String> names, Optional<Secret> key) {
    static final String HEADER = "Sec-WebSocket-Protocol";

    private static final String KEY = "openai-insecure-api-key.";

    static OfferedProtocols in(Headers handshake) {
        List<String> names = new ArrayList<>();
        Optional<Secret> key = Optional.empty();
        for (String field : handshake.all(HEADER)) {
            for (String token : field.split(",", -1)) {
                String name = token.strip();
                if (name.regionMatches(true, 0, KEY, 0, KEY.length())) {
                    key = key.or(() -> Optional.of(Secret.of(name.substring(KEY.length()))));
                } else if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return new OfferedProtocols(List.copyOf(names), key);
    }
}
