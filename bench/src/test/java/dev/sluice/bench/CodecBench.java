package dev.sluice.bench;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.model.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A run as a document and as a value. */
@State(Scope.Benchmark)
public class CodecBench {
    private final JsonbCodec codec = new JsonbCodec();
    private final byte[] document = Samples.bytes(Samples.RUN);
    private final Run run = codec.read(document, Run.class);

    @Benchmark
    public Run read() {
        return codec.read(document, Run.class);
    }

    @Benchmark
    public byte[] write() {
        return codec.write(run);
    }

    @Benchmark
    public AssistantStreamEvent event() {
        return codec.assistants().readEvent("thread.run.completed", Samples.RUN);
    }
}
