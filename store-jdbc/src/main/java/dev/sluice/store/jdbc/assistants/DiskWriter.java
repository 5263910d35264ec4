package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.http.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes one body to a file, piece by piece, and gives the file its name when every byte is synced. */
final class DiskWriter implements Flow.Subscriber<ByteBuffer> {
    private final Executor disk;
    private final Path unfinished;
    private final Path finished;
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private CompletionStage<Void> last;
    private @Nullable FileChannel channel;
    private Flow.@Nullable Subscription subscription;
    private long size;

    DiskWriter(Executor disk, Path unfinished, Path finished) {
        this.disk = disk;
        this.unfinished = unfinished;
        this.finished = finished;
        this.last = CompletableFuture.runAsync(this::open, disk);
    }

    CompletionStage<Long> write(Body body) {
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(this);
        } else {
            if (body instanceof Body.Bytes bytes) {
                bytes.slices().forEach(slice -> then(() -> append(slice.duplicate())));
            }
            onComplete();
        }
        return result;
    }

    /** One thing after the other, whatever thread does it. */
    private void then(Runnable task) {
        last = last.thenRunAsync(task, disk);
    }

    private void open() {
        try {
            channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private FileChannel opened() {
        FileChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("Not opened");
        }
        return open;
    }

    private void append(ByteBuffer piece) {
        try {
            while (piece.hasRemaining()) {
                size += opened().write(piece);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    /** The buffer is valid until the call returns. */
    @Override
    public void onNext(ByteBuffer slice) {
        ByteBuffer copy = ByteBuffer.allocate(slice.remaining());
        copy.put(slice.duplicate()).flip();
        then(() -> append(copy));
        last.whenComplete((written, failure) -> {
            if (failure != null) {
                abandon(failure);
            } else if (subscription != null) {
                subscription.request(1);
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        abandon(failure);
    }

    private void abandon(Throwable failure) {
        if (subscription != null) {
            subscription.cancel();
        }
        last.handleAsync(
                        (written, earlier) -> {
                            discard();
                            return failure;
                        },
                        disk)
                .thenAccept(result::completeExceptionally);
    }

    private void discard() {
        try {
            if (channel != null) {
                channel.close();
            }
            Files.deleteIfExists(unfinished);
        } catch (IOException left) {
            // It has a name that nobody looks for.
            return;
        }
    }

    @Override
    public void onComplete() {
        then(this::finish);
        last.whenComplete((done, failure) -> {
            if (failure != null) {
                abandon(failure);
            } else {
                result.complete(size);
            }
        });
    }

    private void finish() {
        try {
            opened().force(true);
            opened().close();
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The name of a file is in its folder. Not every system lets a folder be synced, nor needs it. */
    private void syncFolder() {
        try (FileChannel folder =
                FileChannel.open(finished.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException unsupported) {
            return;
        }
    }
}
