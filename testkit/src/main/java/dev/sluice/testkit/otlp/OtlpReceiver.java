package dev.sluice.testkit.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A collector on a port of the loopback interface, which keeps what it is sent. Thread-safe. */
public final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Map<String, Object>> resources = new CopyOnWriteArrayList<>();
    private final List<OtlpSpan> spans = new CopyOnWriteArrayList<>();
    private final List<OtlpLog> logs = new CopyOnWriteArrayList<>();
    private final List<OtlpPoint> points = new CopyOnWriteArrayList<>();
    private final List<byte[]> raw = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile boolean forgets;

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port. */
    public static OtlpReceiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OtlpReceiver receiver = new OtlpReceiver(server);
            server.createContext("/", receiver::handle);
            server.setExecutor(receiver.threads);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} has to be. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Takes what comes from now on, and keeps none of it. */
    public void forget() {
        forgets = true;
    }

    /** Answers with this status from now on. */
    public void answerWith(int code) {
        status = code;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (status == 200 && !forgets) {
                keep(exchange.getRequestURI().getPath(), inflated(exchange, sent));
            }
            exchange.getResponseHeaders().set("content-type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static byte[] inflated(HttpExchange exchange, byte[] sent) throws IOException {
        if (!"gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"))) {
            return sent;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return in.readAllBytes();
        }
    }

    private void keep(String path, byte[] request) {
        raw.add(request);
        ByteBuffer bytes = ByteBuffer.wrap(request);
        switch (path) {
            case "/v1/traces" -> spans.addAll(OtlpDecoder.spans(bytes));
            case "/v1/logs" -> logs.addAll(OtlpDecoder.logs(bytes));
            case "/v1/metrics" -> points.addAll(OtlpDecoder.points(bytes));
            default -> throw new IllegalArgumentException("No signal of OTLP: " + path);
        }
        resources.addAll(OtlpDecoder.resources(bytes));
    }

    /** The attributes of the resource of every batch. */
    public List<Map<String, Object>> resources() {
        return List.copyOf(resources);
    }

    /** Every span so far. */
    public List<OtlpSpan> spans() {
        return List.copyOf(spans);
    }

    /** Every log record so far. */
    public List<OtlpLog> logs() {
        return List.copyOf(logs);
    }

    /** Every point so far: each collection has one for each time series. */
    public List<OtlpPoint> points() {
        return List.copyOf(points);
    }

    /** Every request so far, as protobuf. */
    public List<byte[]> raw() {
        return List.copyOf(raw);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
