package dev.sluice.store.jdbc.assistants;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads a file piece by piece, as its one subscriber asks for them. */
final class DiskReader implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private static final int PIECE = 64 << 10;

    private final Executor disk;
    private final FileChannel channel;
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicBoolean reading = new AtomicBoolean();
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile boolean over;

    DiskReader(Executor disk, FileChannel channel) {
        this.disk = disk;
        this.channel = channel;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> only) {
        if (subscriber != null) {
            throw new IllegalStateException("A body has one subscriber");
        }
        subscriber = only;
        only.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        wanted.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
        readOn();
    }

    private void readOn() {
        if (!over && wanted.get() > 0 && reading.compareAndSet(false, true)) {
            disk.execute(this::read);
        }
    }

    private void read() {
        Flow.Subscriber<? super ByteBuffer> to = subscriber;
        while (!over && to != null && wanted.get() > 0) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            int count;
            try {
                count = channel.read(piece);
            } catch (IOException failure) {
                end();
                to.onError(Failures.known(failure));
                return;
            }
            if (count < 0) {
                end();
                to.onComplete();
                return;
            }
            wanted.decrementAndGet();
            to.onNext(piece.flip());
        }
        reading.set(false);
        readOn();
    }

    private void end() {
        over = true;
        close();
    }

    @Override
    public void cancel() {
        over = true;
        disk.execute(this::close);
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException closed) {
            // Nothing was written to it.
            return;
        }
    }
}
