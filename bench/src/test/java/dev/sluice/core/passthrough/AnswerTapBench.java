package dev.sluice.core.passthrough;

import dev.sluice.bench.Samples;
import dev.sluice.core.http.Headers;
import dev.sluice.core.log.Usage;
import dev.sluice.core.meter.Metering;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What is read of answers that go by: their usage, and the ids of their objects. */
@State(Scope.Benchmark)
public class AnswerTapBench {
    private static final Headers EVENTS = Headers.of("Content-Type", "text/event-stream; charset=utf-8");

    private final List<ByteBuffer> chat = List.of(ByteBuffer.wrap(Samples.bytes(Samples.ANSWER)));
    private final List<ByteBuffer> chatStream = Samples.chatStream();
    private final List<ByteBuffer> run = List.of(ByteBuffer.wrap(Samples.bytes(Samples.RUN)));
    private final List<ByteBuffer> runStream = Samples.runStream();

    @Benchmark
    public Usage usageOfChat() {
        return read(AnswerTap.ofUsage(Samples.ANSWER_HEADERS, Metering.STATED), chat);
    }

    /** Sixty chunks. */
    @Benchmark
    public Usage usageOfChatStream() {
        return read(AnswerTap.ofUsage(EVENTS, Metering.STATED), chatStream);
    }

    @Benchmark
    public Usage usageAndIdsOfRun(Blackhole learned) {
        return read(withIds(Samples.ANSWER_HEADERS, learned), run);
    }

    /** Four events. */
    @Benchmark
    public Usage usageAndIdsOfRunStream(Blackhole learned) {
        return read(withIds(EVENTS, learned), runStream);
    }

    private static AnswerTap withIds(Headers headers, Blackhole learned) {
        return AnswerTap.ofUsageAndIds(headers, Metering.RUN, null, Optional.empty(), id -> true, learned::consume);
    }

    private static Usage read(AnswerTap tap, List<ByteBuffer> answer) {
        answer.forEach(tap::feed);
        tap.end();
        return tap.usage(true);
    }
}
