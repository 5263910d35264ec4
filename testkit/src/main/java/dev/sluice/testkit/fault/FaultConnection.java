package dev.sluice.testkit.fault;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One accepted connection. Two threads serve it: one reads requests, and so learns at once when the peer leaves; the
 * other runs the scripts, which may block.
 */
public final class FaultConnection {
    private static final long WRITER_GRACE_MILLIS = 50;

    private final int number;
    private final Socket socket;
    private final FaultyUpstream upstream;
    private final BlockingQueue<Optional<RecordedRequest>> toAnswer = new LinkedBlockingQueue<>();
    private final CompletableFuture<PeerClose> closedByPeer = new CompletableFuture<>();
    private final CompletableFuture<IOException> writeFailure = new CompletableFuture<>();
    private final AtomicLong bytesWritten = new AtomicLong();
    private final Thread reader;
    private final Thread script;
    private volatile boolean closedByUs;
    private volatile boolean brokenOff;
    private volatile boolean writing;

    FaultConnection(int number, Socket socket, FaultyUpstream upstream) {
        this.number = number;
        this.socket = socket;
        this.upstream = upstream;
        this.reader = thread("reader", this::readRequests);
        this.script = thread("script", this::runScripts);
    }

    private Thread thread(String role, Runnable work) {
        Thread thread = new Thread(work, "faulty-upstream-" + role + "-" + number);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        reader.start();
        script.start();
    }

    /** 1 for the first connection that was accepted. */
    public int number() {
        return number;
    }

    /** Completes when the peer closes (FIN) or resets; never after this side has reset the connection. */
    public CompletableFuture<PeerClose> closedByPeer() {
        return closedByPeer.copy();
    }

    /** Whether neither side has ended it. */
    public boolean isOpen() {
        return !closedByUs && !closedByPeer.isDone();
    }

    /** How many bytes the operating system has taken for the peer. */
    public long bytesWritten() {
        return bytesWritten.get();
    }

    void write(byte[] bytes, int from, int length) throws IOException {
        writing = true;
        try {
            socket.getOutputStream().write(bytes, from, length);
            bytesWritten.addAndGet(length);
        } catch (IOException e) {
            writeFailure.complete(e);
            throw e;
        } finally {
            writing = false;
        }
    }

    void finish() throws IOException {
        closedByUs = true;
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        closedByUs = true;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends everything, without ceremony. */
    void abort() throws IOException {
        closedByUs = true;
        socket.close();
        reader.interrupt();
        script.interrupt();
    }

    void awaitPeerClose() throws InterruptedException {
        try {
            closedByPeer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Completed only with values", e);
        }
    }

    private void readRequests() {
        try {
            WireReader in = new WireReader(socket.getInputStream());
            for (String line = in.lineOrEnd(); line != null; line = in.lineOrEnd()) {
                if (!line.isEmpty()) {
                    List<String> headerLines = in.linesToBlank();
                    RecordedRequest request = upstream.record(this, line, headerLines);
                    toAnswer.add(Optional.of(request));
                    request.readBody(in);
                }
            }
            peerClosed(PeerClose.Kind.CLOSED);
        } catch (EOFException e) {
            peerClosed(PeerClose.Kind.CLOSED);
        } catch (IOException e) {
            peerClosed(PeerClose.Kind.RESET);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            upstream.failed(e);
        } finally {
            toAnswer.add(Optional.empty());
        }
    }

    private void peerClosed(PeerClose.Kind seenByReader) {
        if (!socket.isClosed()) {
            PeerClose seen = PeerClose.now(seenByReader);
            closedByPeer.complete(resetHitTheWriter() ? new PeerClose(PeerClose.Kind.RESET, seen.nanos()) : seen);
        }
    }

    /** The system reports a reset once: where a blocked write gets it, the reader sees a plain end of stream. */
    private boolean resetHitTheWriter() {
        try {
            String message = writing || writeFailure.isDone()
                    ? writeFailure
                            .get(WRITER_GRACE_MILLIS, TimeUnit.MILLISECONDS)
                            .getMessage()
                    : null;
            return message != null && message.contains("reset");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException stillWriting) {
            return false;
        }
    }

    private void runScripts() {
        try (socket) {
            if (upstream.actsOnAccept()) {
                runScript(new RecordedRequest(this, number, "", List.of()));
            }
            for (var next = toAnswer.take(); next.isPresent(); next = toAnswer.take()) {
                if (upstream.actsOnAccept() || brokenOff || socket.isOutputShutdown()) {
                    next.get().recorder().allow(Long.MAX_VALUE);
                } else {
                    runScript(next.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            upstream.failed(e);
        }
    }

    /** A failure is told before the connection closes: whoever sees the close may ask for the failure. */
    private void runScript(RecordedRequest request) throws InterruptedException, IOException {
        try {
            upstream.scriptFor(request).run(new Wire(this, request));
        } catch (IOException peerGone) {
            // The reader is the one to say how the peer left: it sees a FIN that a failing write would take for a
            // reset.
            brokenOff = true;
        } catch (RuntimeException broken) {
            upstream.failed(broken);
            brokenOff = true;
            socket.close();
        } finally {
            request.recorder().allow(Long.MAX_VALUE);
        }
    }
}
