package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.http.Body;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes one body into the table, in pieces of about a megabyte. */
final class TableWriter implements Flow.Subscriber<ByteBuffer> {
    private static final int PIECE = 1 << 20;

    private final Database database;
    private final String fileId;
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private CompletionStage<Void> last = CompletableFuture.completedFuture(null);
    private Flow.@Nullable Subscription subscription;
    private long pieces;
    private long size;

    TableWriter(Database database, String fileId) {
        this.database = database;
        this.fileId = fileId;
    }

    CompletionStage<Long> write(Body body) {
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(this);
        } else {
            if (body instanceof Body.Bytes bytes) {
                bytes.slices().forEach(this::take);
            }
            onComplete();
        }
        return result;
    }

    private void take(ByteBuffer slice) {
        byte[] copy = new byte[slice.remaining()];
        slice.duplicate().get(copy);
        piece.writeBytes(copy);
        size += copy.length;
        if (piece.size() >= PIECE) {
            insert(piece.toByteArray(), Durability.LAZY);
            piece.reset();
        }
    }

    private void insert(byte[] data, Durability durability) {
        long number = pieces++;
        last = last.thenCompose(before -> database.write(
                        durability,
                        handle -> handle.createUpdate(
                                        "insert into file_contents (file_id, piece, data) values (:file, :piece, :data)")
                                .bind("file", fileId)
                                .bind("piece", number)
                                .bind("data", data)
                                .execute())
                .thenAccept(written -> {}));
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(ByteBuffer slice) {
        take(slice);
        last.whenComplete((written, failure) -> {
            if (failure != null) {
                onError(failure);
            } else if (subscription != null) {
                subscription.request(1);
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        if (subscription != null) {
            subscription.cancel();
        }
        last.handle((written, earlier) -> null)
                .thenCompose(settled -> database.write(
                        Durability.SYNCED,
                        handle -> handle.createUpdate("delete from file_contents where file_id = :file")
                                .bind("file", fileId)
                                .execute()))
                .whenComplete((removed, ignored) -> result.completeExceptionally(failure));
    }

    /** What is synced last syncs all before. */
    @Override
    public void onComplete() {
        if (piece.size() > 0) {
            insert(piece.toByteArray(), Durability.LAZY);
        }
        insert(new byte[0], Durability.SYNCED);
        last.whenComplete((written, failure) -> {
            if (failure != null) {
                onError(failure);
            } else {
                result.complete(size);
            }
        });
    }
}
