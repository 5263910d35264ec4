package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.spi.LogSink;
import dev.sluice.testkit.contract.LogSinkContract;
import java.io.OutputStream;

class AccessLogContractTest extends LogSinkContract {
    @Override
    protected LogSink newLogSink(Target target) {
        return AccessLog.to(new LineOutput(target), Calls.CLOCK);
    }

    /** The log writes whole lines, and several at once. */
    private static final class LineOutput extends OutputStream {
        private final Target target;

        private LineOutput(Target target) {
            this.target = target;
        }

        @Override
        public void write(int value) {
            throw new UnsupportedOperationException("The log writes lines");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            new String(bytes, offset, length, UTF_8).lines().forEach(target::write);
        }
    }
}
