package dev.sluice.testkit.fault;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpCall;
import dev.sluice.testkit.Bodies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the request of a {@link SocketExchange}, on a thread of its own. */
final class SocketUpload implements Flow.Subscriber<ByteBuffer> {
    private static final long LONGEST_NOTICE_MILLIS = 1_000;

    private final HttpCall call;
    private final OutputStream out;
    private final Consumer<GatewayException> onFailure;
    private final boolean chunked;
    private volatile Flow.@Nullable Subscription subscription;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean complete;
    private long left;

    SocketUpload(HttpCall call, OutputStream out, Consumer<GatewayException> onFailure) {
        this.call = call;
        this.out = out;
        this.onFailure = onFailure;
        this.chunked = call.body().length().isEmpty();
        this.left = call.body().length().orElse(0);
    }

    /** Whether everything was written; an upstream may answer the last write before its writer has noticed its end. */
    boolean isComplete() throws InterruptedException {
        if (!writing.tryLock(LONGEST_NOTICE_MILLIS, TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            return complete;
        } finally {
            writing.unlock();
        }
    }

    void start() {
        Thread thread = new Thread(this::run, "socket-transport-upload");
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        Flow.Subscription active = subscription;
        if (active != null && !complete) {
            active.cancel();
        }
    }

    private void run() {
        try {
            byte[] head = head().getBytes(StandardCharsets.ISO_8859_1);
            if (call.body() instanceof Body.Stream stream) {
                write(false, head);
                stream.publisher().subscribe(this);
            } else {
                write(true, head, Bodies.bytes(call.body()));
            }
        } catch (IOException readerTells) {
            stop();
        }
    }

    private void write(boolean last, byte[]... parts) throws IOException {
        writing.lock();
        try {
            for (byte[] part : parts) {
                out.write(part);
            }
            complete = last;
        } finally {
            writing.unlock();
        }
    }

    private String head() {
        StringBuilder head = new StringBuilder(call.method() + " " + call.target() + " HTTP/1.1\r\n");
        head.append("Host: ").append(call.origin().authority()).append("\r\n");
        call.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (!(call.body() instanceof Body.Empty) || call.method().startsWith("P")) {
            head.append("Content-Length: ")
                    .append(call.body().length().getAsLong())
                    .append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    @Override
    public void onSubscribe(Flow.Subscription next) {
        subscription = next;
        next.request(1);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        Flow.Subscription active = subscription;
        try {
            left -= bytes.length;
            write(!chunked && left == 0, chunked ? Filler.chunk(bytes, bytes.length) : bytes);
            if (active != null) {
                active.request(1);
            }
        } catch (IOException readerTells) {
            stop();
        }
    }

    @Override
    public void onError(Throwable failure) {
        onFailure.accept(GatewayException.from(failure));
    }

    @Override
    public void onComplete() {
        try {
            write(true, (chunked ? "0\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException readerTells) {
            stop();
        }
    }
}
