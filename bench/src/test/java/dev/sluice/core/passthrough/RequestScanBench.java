package dev.sluice.core.passthrough;

import dev.sluice.bench.Samples;
import dev.sluice.core.http.Body;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A request is read, and another model is named in it. */
@State(Scope.Benchmark)
public class RequestScanBench {
    private final Body.Bytes chat = Body.Bytes.of(Samples.bytes(Samples.QUESTION));
    private final ByteBuffer slice = chat.slices().get(0);

    @Benchmark
    public Body splice() {
        RequestScan scan = RequestScan.of(Samples.REQUEST_HEADERS, true, model -> true);
        scan.feed(slice);
        return scan.result(chat, 0, false).model().orElseThrow().replaceIn(chat, "gpt-4-0613");
    }
}
