package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An output that blocks, or takes five bytes and fails. */
final class StubbornOutput extends OutputStream {
    private static final int PART = 5;

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean failing;
    private volatile boolean closed;

    /** From now on writes wait for the latch. */
    CountDownLatch block() {
        gate = new CountDownLatch(1);
        return gate;
    }

    void awaitBlocked() throws InterruptedException {
        assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void fail(boolean now) {
        failing = now;
    }

    String text() {
        return taken.toString(UTF_8);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        blocked.countDown();
        try {
            gate.await();
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
        if (failing) {
            if (taken.size() == 0) {
                taken.write(bytes, offset, Math.min(PART, length));
            }
            throw new IOException("No space left on device");
        }
        taken.write(bytes, offset, length);
    }

    @Override
    public void close() {
        closed = true;
    }
}
