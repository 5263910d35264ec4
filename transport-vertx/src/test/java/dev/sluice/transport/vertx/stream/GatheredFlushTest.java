package dev.sluice.transport.vertx.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GatheredFlushTest {
    private final EmbeddedChannel one = new EmbeddedChannel();
    private final GatheredFlush flush = GatheredFlush.on(one);

    private static ByteBuf bytes(int count) {
        return Unpooled.wrappedBuffer(new byte[count]);
    }

    private static void write(EmbeddedChannel channel, int count) {
        Future<?> unused = channel.pipeline().write(bytes(count));
        channel.pipeline().flush();
    }

    private static void later(EmbeddedChannel channel, Runnable work) {
        channel.eventLoop().execute(work);
    }

    private static int sent(EmbeddedChannel channel) {
        int count = 0;
        for (ByteBuf each; (each = channel.readOutbound()) != null; ) {
            count += each.readableBytes();
            each.release();
        }
        return count;
    }

    @Test
    void isSentBehindWhatTheLoopHasInHand() {
        EmbeddedChannel two = new EmbeddedChannel();
        GatheredFlush.on(two);
        later(one, () -> {
            write(one, 3);
            write(two, 4);
            assertThat(sent(one) + sent(two)).isZero();
        });
        one.runPendingTasks();
        assertThat(sent(one)).isEqualTo(3);
        assertThat(sent(two)).isEqualTo(4);
    }

    @Test
    void tellsWhetherAnythingWasSent() {
        flush.begin();
        List<Boolean> seen = new ArrayList<>();
        later(one, () -> {
            Future<?> unused = one.pipeline().write(bytes(1)).addListener(written -> seen.add(flush.hasSent()));
            one.pipeline().flush();
        });
        one.runPendingTasks();
        // Who is refused is told so before.
        assertThat(seen).containsExactly(false);
        assertThat(flush.hasSent()).isTrue();
        flush.begin();
        assertThat(flush.hasSent()).isFalse();
    }

    @Test
    void whatIsClosedIsSentFirst() {
        later(one, () -> {
            write(one, 5);
            Future<?> unused = one.pipeline().close();
        });
        one.runPendingTasks();
        assertThat(sent(one)).isEqualTo(5);
    }

    @Test
    void aFullBufferDoesNotWait() {
        one.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 20));
        later(one, () -> {
            write(one, 19);
            assertThat(sent(one)).isZero();
            Future<?> unused = one.pipeline().write(bytes(2));
            assertThat(sent(one)).isPositive();
        });
        one.runPendingTasks();
    }

    @Test
    void manyDoNotWaitForAllOthers() {
        List<EmbeddedChannel> many =
                IntStream.range(0, 40).mapToObj(number -> new EmbeddedChannel()).toList();
        many.forEach(GatheredFlush::on);
        later(one, () -> {
            many.forEach(channel -> write(channel, 1));
            assertThat(many.stream().mapToInt(GatheredFlushTest::sent).sum()).isEqualTo(32);
        });
        one.runPendingTasks();
        many.forEach(EmbeddedChannel::runPendingTasks);
        assertThat(many.stream().mapToInt(GatheredFlushTest::sent).sum()).isEqualTo(8);
    }
}
