package dev.sluice.testkit.fault;

import dev.sluice.core.http.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request as it arrived; its body perhaps still on the way. Thread-safe. */
public final class RecordedRequest {
    /** Bodies up to this size are kept whole: 1 MiB. Of longer ones size and digest are recorded. */
    public static final int KEPT_BYTES = 1024 * 1024;

    private final FaultConnection connection;
    private final int number;
    private final String requestLine;
    private final List<String> headerLines;
    private final Headers headers;
    private final BodyRecorder recorder = new BodyRecorder();
    private final CompletableFuture<RecordedBody> body = new CompletableFuture<>();

    RecordedRequest(FaultConnection connection, int number, String requestLine, List<String> headerLines) {
        this.connection = connection;
        this.number = number;
        this.requestLine = requestLine;
        this.headerLines = headerLines;
        this.headers = Framing.parse(headerLines);
    }

    /** The connection it came on. */
    public FaultConnection connection() {
        return connection;
    }

    /** 1 for the first request that reached the upstream, on whichever connection. */
    public int number() {
        return number;
    }

    /** The first line, exactly. */
    public String requestLine() {
        return requestLine;
    }

    /** The method. */
    public String method() {
        return requestLine.substring(0, Math.max(0, requestLine.indexOf(' ')));
    }

    /** What stands between method and version, exactly: the raw path and query. */
    public String target() {
        int start = requestLine.indexOf(' ') + 1;
        return requestLine.substring(start, Math.max(start, requestLine.lastIndexOf(' ')));
    }

    /** The header lines in their order and spelling, without line ends. */
    public List<String> headerLines() {
        return headerLines;
    }

    /** The header lines as fields. */
    public Headers headers() {
        return headers;
    }

    /** How many bytes of the body were read so far. */
    public long bodyBytesRead() {
        return recorder.size();
    }

    /** Completes when the body was read to its end; fails with an {@link IOException} when it was cut. */
    public CompletableFuture<RecordedBody> body() {
        return body.copy();
    }

    /**
     * The body, once it was read to its end.
     *
     * @throws AssertionError when it was cut, or after {@code limit}
     */
    public RecordedBody awaitBody(Duration limit) {
        try {
            return body.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a request body", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The request body did not arrive whole within " + limit, e);
        }
    }

    BodyRecorder recorder() {
        return recorder;
    }

    void readBody(WireReader in) throws IOException, InterruptedException {
        try {
            new BodyReader(in, recorder).read(Framing.ofRequest(headers));
            body.complete(recorder.finish());
        } catch (IOException | InterruptedException | RuntimeException e) {
            body.completeExceptionally(e);
            throw e;
        }
    }

    void awaitBodyForScript() throws InterruptedException, IOException {
        try {
            body.get();
        } catch (ExecutionException | CompletionException e) {
            throw new IOException("The request body was cut", e);
        }
    }
}
