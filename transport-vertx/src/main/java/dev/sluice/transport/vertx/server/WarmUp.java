package dev.sluice.transport.vertx.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/** One request to ourselves before we call ourselves ready: it loads the classes that the first client would wait for. */
final class WarmUp {
    private WarmUp() {}

    /** Asks the server on that port for its readiness; completes in any case, since warmth is a courtesy. */
    static Future<Void> request(Vertx vertx, String host, int port) {
        WebClient client = WebClient.create(vertx, new WebClientOptions().setUserAgentEnabled(false));
        Future<Void> warm;
        try {
            warm = client.get(port, reachable(host), "/health/readiness").send().<Void>mapEmpty();
        } catch (IllegalArgumentException unusualHost) {
            warm = Future.succeededFuture();
        }
        return warm.onComplete(done -> client.close()).otherwiseEmpty();
    }

    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        };
    }
}
