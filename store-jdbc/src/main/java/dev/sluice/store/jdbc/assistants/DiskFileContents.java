package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.http.Body;
import dev.sluice.core.spi.FileContents;
import dev.sluice.store.jdbc.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of files as files in a folder, each named by the digest of its id, since ids may differ in nothing but the case
 * of a letter. A file that is not complete has another name.
 */
final class DiskFileContents implements FileContents {
    private static final int THREADS = 2;
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final ExecutorService disk;

    private DiskFileContents(Path folder) {
        this.folder = folder;
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "sluice-files");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        this.disk = threads;
    }

    /** In that folder, which is made if need be. */
    static DiskFileContents in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new StoreException("Cannot keep files in " + folder + ": " + failure, failure);
        }
        return new DiskFileContents(folder);
    }

    /** Takes away what uploads have left that ended with their process; only where no other process is in the folder. */
    void removeUnfinished() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new StoreException("Cannot clear up " + folder + ": " + failure, failure);
        }
    }

    private static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + UNFINISHED);
    }

    private Path path(String fileId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(fileId.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public CompletionStage<Long> keep(String fileId, Body content) {
        Path path = path(fileId);
        DiskWriter writer = new DiskWriter(disk, unfinished(path), path);
        return Failures.told(writer.write(content));
    }

    @Override
    public CompletionStage<Optional<Body>> open(String fileId) {
        Path path = path(fileId);
        return Failures.told(CompletableFuture.supplyAsync(() -> opened(path), disk));
    }

    private Optional<Body> opened(Path path) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return Optional.of(new Body.Stream(new DiskReader(disk, channel), OptionalLong.of(channel.size())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public CompletionStage<Void> remove(String fileId) {
        Path path = path(fileId);
        return Failures.told(CompletableFuture.runAsync(
                () -> {
                    try {
                        Files.deleteIfExists(path);
                        Files.deleteIfExists(unfinished(path));
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                disk));
    }
}
