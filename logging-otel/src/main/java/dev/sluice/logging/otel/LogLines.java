package dev.sluice.logging.otel;

import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.sink.BatchSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers lines and writes them together. Of one thread, but for what it lost. */
final class LogLines implements BatchSink {
    private static final Logger LOG = LoggerFactory.getLogger(LogLines.class);

    private final OutputStream out;
    private final Clock clock;
    private final LongSupplier refused;
    private final AtomicLong lost = new AtomicLong();
    private final LineBuffer lines = new LineBuffer();
    private int gathered;
    private boolean failing;

    /** How many of the dropped the log itself has told of. */
    private long confessed;

    /**
     * Lines for that output.
     *
     * @param refused how many records never came here
     */
    LogLines(OutputStream out, Clock clock, LongSupplier refused) {
        this.out = out;
        this.clock = clock;
        this.refused = refused;
    }

    @Override
    public void accept(LogEvent event) {
        gather(lines -> LogLine.of(event, lines));
    }

    @Override
    public void content(CallContent content) {
        gather(lines -> LogLine.of(content, clock.instant(), lines));
    }

    /** A line is there as a whole, or not at all. */
    private void gather(Consumer<StringBuilder> line) {
        StringBuilder text = lines.text();
        int before = text.length();
        try {
            line.accept(text);
            gathered++;
        } catch (RuntimeException bug) {
            text.setLength(before);
            LOG.error("A record cannot be logged", bug);
            throw bug;
        }
    }

    /** How many records came here and were not written. */
    long lost() {
        return lost.get();
    }

    @Override
    public void batchOver() {
        long untold = refused.getAsLong() + lost.get() - confessed;
        if (untold + gathered > 0) {
            write(untold);
        }
        lines.clear();
        gathered = 0;
    }

    private void write(long untold) {
        try {
            if (failing) {
                // The output may have taken a part of a line before it failed.
                out.write('\n');
            }
            if (untold > 0) {
                StringBuilder confession = new StringBuilder();
                LogLine.dropped(clock.instant(), untold, confession);
                out.write(confession.toString().getBytes(StandardCharsets.UTF_8));
            }
            lines.writeTo(out);
            out.flush();
            failing = false;
            confessed += untold;
        } catch (IOException | RuntimeException failure) {
            lost.addAndGet(gathered);
            complain(failure);
        }
    }

    /** Once for each time that the output fails, not for each record. */
    private void complain(Exception failure) {
        if (!failing) {
            LOG.warn("The access log cannot be written, records are dropped: {}", failure.toString());
        }
        failing = true;
    }

    @Override
    public CompletionStage<Void> flush() {
        batchOver();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException end) {
            LOG.warn("The access log ends: {}", end.toString());
        }
    }
}
