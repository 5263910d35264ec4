package dev.sluice.testkit.fault;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class DeadPortTest {
    @Test
    void refusesAtOnce() throws IOException {
        try (DeadPort port = DeadPort.refusing();
                Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(addressOf(port), 10_000)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void keepsSilent() throws IOException {
        try (DeadPort port = DeadPort.silent();
                Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(addressOf(port), 100)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static InetSocketAddress addressOf(DeadPort port) {
        return new InetSocketAddress(port.origin().host(), port.origin().port());
    }
}
