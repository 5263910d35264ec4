package dev.sluice.logging.otel;

import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.sink.QueuedSink;
import dev.sluice.core.spi.ContentSink;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.SilentSink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Writes one line of JSON for each call that is over, and for each notice; {@code docs/access-log.md} describes it field by
 * field. Attempts are not written.
 *
 * <p>A daemon thread writes from a queue of {@value #CAPACITY} records. When the queue is full, or the output fails,
 * records are dropped and counted; the count is written as a line of its own before the next record that gets through.
 * {@link #close} gives the queue {@value #CLOSE_SECONDS} seconds to empty.
 */
public final class AccessLog implements ContentSink {
    /** Records that may wait to be written. */
    public static final int CAPACITY = QueuedSink.CAPACITY;

    /** How long {@link #close} waits at most, in seconds. */
    public static final int CLOSE_SECONDS = 5;

    private static final String NAME = "jsonl";

    private final LogLines lines;
    private final QueuedSink queue;

    private AccessLog(OutputStream out, Clock clock, int capacity, Duration patience) {
        this.lines = new LogLines(out, clock, this::refused);
        this.queue = new QueuedSink(NAME, lines, capacity, patience);
    }

    private long refused() {
        return queue.dropped();
    }

    /**
     * Opens what {@code general_settings.access_log} says: {@code stdout}, {@code off}, or the path of a file that is
     * appended to and made if need be.
     *
     * @throws IOException if the file cannot be opened for writing
     */
    public static LogSink open(String destination, Clock clock) throws IOException {
        return switch (destination) {
            case "off" -> new SilentSink();
            // Not System.out, which hides failures.
            case "stdout" -> to(new StaysOpen(new FileOutputStream(FileDescriptor.out)), clock);
            default ->
                to(
                        Files.newOutputStream(
                                Path.of(destination), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        clock);
        };
    }

    /** Writes to a stream, which is closed with the log. The stream need not be buffered. */
    public static AccessLog to(OutputStream out, Clock clock) {
        return to(out, clock, CAPACITY, Duration.ofSeconds(CLOSE_SECONDS));
    }

    static AccessLog to(OutputStream out, Clock clock, int capacity, Duration patience) {
        return new AccessLog(out, clock, capacity, patience);
    }

    /** How many records wait to be written. */
    public int depth() {
        return queue.depth();
    }

    /** How many records were dropped. */
    public long dropped() {
        return queue.dropped() + lines.lost();
    }

    @Override
    public void accept(LogEvent event) {
        if (event instanceof LogEvent.Completed || event instanceof LogEvent.Notice) {
            queue.accept(event);
        }
    }

    @Override
    public void content(CallContent content) {
        queue.content(content);
    }

    @Override
    public CompletionStage<Void> flush() {
        return queue.flush();
    }

    @Override
    public void close() {
        queue.close();
    }

    /** Standard output is not ours to close. */
    private static final class StaysOpen extends FilterOutputStream {
        private StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
