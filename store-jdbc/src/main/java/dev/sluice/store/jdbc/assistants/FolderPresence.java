package dev.sluice.store.jdbc.assistants;

import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a process is the only one that works in a data folder. All who work there share the lock of a file, which goes
 * with a process however that ends; who has it alone is alone.
 */
final class FolderPresence implements Presence {
    private final @Nullable FileChannel channel;
    private @Nullable FileLock lock;
    private final boolean alone;

    private FolderPresence(@Nullable FileChannel channel, @Nullable FileLock lock) {
        this.channel = channel;
        this.lock = lock;
        this.alone = lock != null && !lock.isShared();
    }

    /** Present in that folder from now on. Nobody else is from then until it has taken over, if this process is alone. */
    static FolderPresence in(Path folder) {
        Path file = folder.resolve("runs.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return locked(channel);
        } catch (IOException notTold) {
            return new FolderPresence(null, null);
        }
    }

    private static FolderPresence locked(FileChannel channel) throws IOException {
        try {
            FileLock alone = channel.tryLock();
            return new FolderPresence(channel, alone != null ? alone : shared(channel));
        } catch (IOException | OverlappingFileLockException notTold) {
            channel.close();
            return new FolderPresence(null, null);
        }
    }

    private static FileLock shared(FileChannel channel) throws IOException {
        return channel.lock(0, Long.MAX_VALUE, true);
    }

    /** Whether no other process was there when this one came. */
    boolean isAlone() {
        return alone;
    }

    /** Who is alone finds all work ready. Others may come when that is written. */
    @Override
    public CompletionStage<Void> takeOver(Database database, WorkTable work, Instant now) {
        if (!alone) {
            return CompletableFuture.completedFuture(null);
        }
        return database.write(Durability.SYNCED, handle -> work.releaseAll(handle, now))
                .handle((released, failure) -> {
                    share();
                    return null;
                });
    }

    private synchronized void share() {
        Optional<FileLock> held = Optional.ofNullable(lock).filter(own -> own.isValid() && !own.isShared());
        if (channel == null || held.isEmpty()) {
            return;
        }
        try {
            held.get().release();
            lock = shared(channel);
        } catch (IOException notTold) {
            lock = null;
        }
    }

    @Override
    public synchronized void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException closed) {
            // The lock goes with the process at the latest.
            return;
        }
    }
}
