package dev.sluice.testkit.fault;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One call of {@link SocketTransport}. */
final class SocketExchange {
    private final SocketTransport transport;
    private final HttpCall call;
    private final CallContext context;
    private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    private final SocketReplyBody body = new SocketReplyBody(() -> abort("The reader left."));
    private volatile Socket socket = new Socket();
    private volatile Reach reach = Reach.NOT_SENT;
    private volatile boolean spoiled;
    private volatile @Nullable GatewayException aborted;
    private volatile @Nullable SocketUpload upload;

    SocketExchange(SocketTransport transport, HttpCall call, CallContext context) {
        this.transport = transport;
        this.call = call;
        this.context = context;
    }

    CompletionStage<HttpReply> start() {
        if (context.cancellation().isCancelled()) {
            return CompletableFuture.failedFuture(clientClosed("Cancelled before it was sent."));
        }
        Thread thread = new Thread(this::run, "socket-transport");
        thread.setDaemon(true);
        thread.start();
        return reply;
    }

    private void run() {
        var registration = context.cancellation().onCancel(() -> abort("The call was cancelled."));
        try {
            SocketConnection connection = transport.connect(call, socket);
            socket = connection.socket();
            exchange(connection);
            registration.remove();
            finish(connection);
            body.complete();
        } catch (IOException | InterruptedException | RuntimeException e) {
            registration.remove();
            transport.discard(socket);
            stopUpload();
            GatewayException failure = failure(e);
            if (!reply.completeExceptionally(failure)) {
                body.fail(failure);
            }
        }
    }

    private void exchange(SocketConnection connection) throws IOException, InterruptedException {
        if (context.cancellation().isCancelled()) {
            throw clientClosed("The call was cancelled.");
        }
        reach = Reach.SENT;
        SocketUpload sending = new SocketUpload(call, connection.out(), this::abort);
        upload = sending;
        sending.start();
        timeout(call.timeouts().firstByte());
        RawHead head = readHead(connection.in());
        Headers headers = head.headers();
        Framing framing = Framing.ofResponse(call.method(), head.status(), headers);
        spoiled |= framing instanceof Framing.UntilClose
                || (headers.contains("Content-Length") && headers.contains("Transfer-Encoding"))
                || headers.all("Connection").contains("close");
        reach = Reach.STARTED;
        timeout(call.timeouts().idle());
        if (framing instanceof Framing.None) {
            finish(connection);
            reply.complete(new HttpReply(head.status(), headers, Body.EMPTY));
            return;
        }
        OptionalLong length =
                framing instanceof Framing.Length known ? OptionalLong.of(known.bytes()) : OptionalLong.empty();
        reply.complete(new HttpReply(head.status(), headers, new Body.Stream(body, length)));
        new BodyReader(connection.in(), body).read(framing);
    }

    private RawHead readHead(WireReader in) throws IOException {
        while (true) {
            RawHead head = new RawHead(in.line(), in.linesToBlank(), System.nanoTime());
            if (!head.statusLine().startsWith("HTTP/1.1 ")) {
                throw new GatewayException(ErrorKind.UPSTREAM_INVALID, Reach.SENT, "That is no HTTP.");
            }
            if (head.status() >= 200) {
                return head;
            }
            spoiled = true;
        }
    }

    private boolean finished;

    private void finish(SocketConnection connection) throws IOException, InterruptedException {
        if (finished) {
            return;
        }
        finished = true;
        SocketUpload sent = upload;
        if (spoiled || connection.in().available() > 0 || sent == null || !sent.isComplete()) {
            transport.discard(connection.socket());
            stopUpload();
        } else {
            transport.release(call, connection);
        }
    }

    private void stopUpload() {
        SocketUpload sending = upload;
        if (sending != null) {
            sending.stop();
        }
    }

    private void timeout(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    }

    private void abort(String why) {
        abort(clientClosed(why));
    }

    private void abort(GatewayException why) {
        if (aborted == null) {
            aborted = why;
            stopUpload();
            body.release();
            transport.discard(socket);
        }
    }

    private GatewayException clientClosed(String why) {
        return new GatewayException(ErrorKind.CLIENT_CLOSED, reach, why);
    }

    private GatewayException failure(Exception cause) {
        if (aborted != null) {
            return new GatewayException(aborted.kind(), reach, aborted.getMessage());
        }
        if (cause instanceof GatewayException known) {
            return known;
        }
        if (reach == Reach.NOT_SENT) {
            return GatewayException.notSent(ErrorKind.UPSTREAM_UNREACHABLE, "No connection.");
        }
        ErrorKind kind =
                cause instanceof SocketTimeoutException ? ErrorKind.UPSTREAM_TIMEOUT : ErrorKind.UPSTREAM_CLOSED;
        return new GatewayException(kind, reach, "The exchange broke off.");
    }
}
