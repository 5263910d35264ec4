package dev.sluice.transport.vertx.server;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.spi.MetricsPage;
import dev.sluice.core.spi.MetricsPage.Scraped;
import dev.sluice.transport.vertx.stream.Fields;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code /metrics}. Leaves no record: who asks every few seconds would fill the log with nothing else. */
final class MetricsHandler implements Handler<RoutingContext> {
    private final Vertx vertx;
    private final MetricsPage page;
    private final Optional<Gate> gate;

    /**
     * Shows a page.
     *
     * @param gate whom callers must present a key to; empty where they need none
     */
    MetricsHandler(Vertx vertx, MetricsPage page, Optional<Gate> gate) {
        this.vertx = vertx;
        this.page = page;
        this.gate = gate;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!Methods.READING.allow(request.method())) {
            request.response().putHeader(HttpHeaders.ALLOW, Methods.READING.header());
            UnrecordedErrors.write(
                    request.response(),
                    GatewayException.notSent(ErrorKind.METHOD_NOT_ALLOWED, "Only GET and HEAD are allowed here."));
            return;
        }
        String accept =
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
        gate.map(guard -> Future.fromCompletionStage(
                                guard.admit(Fields.of(request.headers())), vertx.getOrCreateContext())
                        .<Void>mapEmpty())
                .orElseGet(Future::succeededFuture)
                .compose(admitted -> vertx.executeBlocking(() -> page.scrape(accept)))
                .onComplete(
                        scraped -> show(request.response(), scraped),
                        failure -> UnrecordedErrors.write(request.response(), failure));
    }

    private static void show(HttpServerResponse response, Scraped scraped) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, scraped.contentType()).end(Buffer.buffer(scraped.text()));
    }
}
