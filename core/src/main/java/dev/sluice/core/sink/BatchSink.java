package dev.sluice.core.sink;

import dev.sluice.core.spi.ContentSink;

/** A sink that gathers what it is told, and does with several events at once what would be dear for each. */
public interface BatchSink extends ContentSink {
    /** Nothing more waits for now, or enough was told: on the thread that told it. */
    void batchOver();
}
