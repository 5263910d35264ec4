package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.spi.LogSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The contract can be kept, and broken. */
class LogSinkContractTest extends LogSinkContract {
    @Override
    protected LogSink newLogSink(Target target) {
        return QueuedLogSink.to(target);
    }

    @Test
    void aSinkThatWritesTwiceIsFound() {
        assertBroken(
                (event, target) -> {
                    target.write(event.toString());
                    target.write(event.toString());
                },
                LogSinkContract::eachEventIsWrittenOnceThoughManyComeAtOnce);
    }

    @Test
    void aSinkThatWritesNothingIsFound() {
        assertBroken((event, target) -> {}, LogSinkContract::whatWasAcceptedIsWrittenBeforeTheFlushCompletes);
        assertBroken((event, target) -> {}, LogSinkContract::closingWritesWhatIsLeft);
    }

    @Test
    void aSinkThatLetsFailuresThroughIsFound() {
        assertBroken((event, target) -> target.write("x"), LogSinkContract::aTargetThatThrowsHarmsNobody);
    }

    private static void assertBroken(BiConsumer<LogEvent, Target> accept, Consumer<LogSinkContract> test) {
        assertThatThrownBy(() -> test.accept(new Direct(accept))).isInstanceOf(AssertionError.class);
    }

    private static final class Direct extends LogSinkContract {
        private final BiConsumer<LogEvent, Target> accept;

        Direct(BiConsumer<LogEvent, Target> accept) {
            this.accept = accept;
        }

        @Override
        protected LogSink newLogSink(Target target) {
            return new LogSink() {
                @Override
                public void accept(LogEvent event) {
                    accept.accept(event, target);
                }

                @Override
                public CompletionStage<Void> flush() {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public void close() {}
            };
        }
    }
}
