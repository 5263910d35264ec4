package dev.sluice.testkit.fault;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpCall;
import dev.sluice.testkit.Bodies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the request of a {@link SocketExchange}, on a thread of its own. */
final class SocketUpload implements Flow.Subscriber<ByteBuffer> {
    private final HttpCall call;
    private final OutputStream out;
    private final Consumer<GatewayException> onFailure;
    private final boolean chunked;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean complete;

    SocketUpload(HttpCall call, OutputStream out, Consumer<GatewayException> onFailure) {
        this.call = call;
        this.out = out;
        this.onFailure = onFailure;
        this.chunked = call.body().length().isEmpty();
    }

    boolean isComplete() {
        return complete;
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
            out.write(head().getBytes(StandardCharsets.ISO_8859_1));
            if (call.body() instanceof Body.Stream stream) {
                stream.publisher().subscribe(this);
            } else {
                out.write(Bodies.bytes(call.body()));
                complete = true;
            }
        } catch (IOException readerTells) {
            stop();
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
            out.write(chunked ? Filler.chunk(bytes, bytes.length) : Arrays.copyOf(bytes, bytes.length));
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
            if (chunked) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            complete = true;
        } catch (IOException readerTells) {
            stop();
        }
    }
}
