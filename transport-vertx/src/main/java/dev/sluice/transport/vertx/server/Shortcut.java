package dev.sluice.transport.vertx.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is relayed past Vert.x Web, whose contexts and matching cost each call more than the look that is needed. Only
 * what Vert.x Web would hand to the relay as well goes this way; where that takes a second thought, it is asked.
 */
final class Shortcut implements Handler<HttpServerRequest> {
    private static final String VERSIONED = "/v1";
    private static final String OPENAI = "/openai";
    private static final String PASS_THROUGH = "/openai_passthrough";

    /** Below it, the gateway may answer itself. */
    private static final String LISTED = "/models";

    private final Handler<HttpServerRequest> router;
    private final BiConsumer<HttpServerRequest, String> relay;

    /**
     * A shortcut.
     *
     * @param router serves everything else
     * @param relay serves a request whose path begins with that prefix and a slash
     */
    Shortcut(Handler<HttpServerRequest> router, BiConsumer<HttpServerRequest, String> relay) {
        this.router = router;
        this.relay = relay;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String prefix = prefix(request.uri());
        if (prefix == null
                || !isPlain(request.path())
                || request.path().contains(LISTED)
                || !((HttpServerRequestInternal) request).isValidAuthority()) {
            router.handle(request);
            return;
        }
        try {
            relay.accept(request, prefix);
        } catch (Throwable failure) {
            UnrecordedErrors.unexpected(request.response(), failure);
        }
    }

    private static @Nullable String prefix(String uri) {
        if (isBelow(VERSIONED, uri)) {
            return "";
        }
        if (isBelow(OPENAI, uri)) {
            return OPENAI;
        }
        return isBelow(PASS_THROUGH, uri) ? PASS_THROUGH : null;
    }

    private static boolean isBelow(String root, String uri) {
        return uri.startsWith(root) && uri.startsWith("/", root.length());
    }

    /** Whether each character stands for itself, and no segment for another one. */
    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '/'
                    || c == '_'
                    || c == '-'
                    || (c == '.' && path.charAt(i - 1) != '/');
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
