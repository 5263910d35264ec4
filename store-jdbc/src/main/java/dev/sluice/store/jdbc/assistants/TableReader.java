package dev.sluice.store.jdbc.assistants;

import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.StoreException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a file out of the table, one piece for each that its one subscriber asks for. */
final class TableReader implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private final Database database;
    private final String fileId;
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private long wanted;
    private long next;
    private boolean reading;
    private boolean over;

    TableReader(Database database, String fileId) {
        this.database = database;
        this.fileId = fileId;
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
        synchronized (this) {
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
        }
        readOn();
    }

    private void readOn() {
        long piece;
        synchronized (this) {
            if (over || reading || wanted == 0) {
                return;
            }
            reading = true;
            piece = next++;
        }
        database.read(handle -> handle.createQuery(
                                "select data from file_contents where file_id = :file and piece = :piece")
                        .bind("file", fileId)
                        .bind("piece", piece)
                        .mapTo(byte[].class)
                        .findOne()
                        .orElseThrow(() -> new StoreException("The file was deleted meanwhile")))
                .whenComplete((data, failure) -> read(data, failure));
    }

    private void read(byte @Nullable [] data, @Nullable Throwable failure) {
        Flow.Subscriber<? super ByteBuffer> to = subscriber;
        boolean last = data == null || data.length == 0;
        synchronized (this) {
            if (over || to == null) {
                return;
            }
            over = last;
            wanted -= last ? 0 : 1;
        }
        if (data == null) {
            to.onError(Failures.known(failure == null ? new IllegalStateException("No piece") : failure));
        } else if (last) {
            to.onComplete();
        } else {
            to.onNext(ByteBuffer.wrap(data));
            synchronized (this) {
                reading = false;
            }
            readOn();
        }
    }

    @Override
    public synchronized void cancel() {
        over = true;
    }
}
