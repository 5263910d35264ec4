package dev.sluice.testkit.fault;

import dev.sluice.core.http.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port on loopback that nobody can connect to, held so that nobody else gets it. */
public final class DeadPort implements AutoCloseable {
    private static final int PROBE_MILLIS = 200;
    private static final int MOST_PROBES = 64;

    private final int port;
    private final List<AutoCloseable> held;

    private DeadPort(int port, List<AutoCloseable> held) {
        this.port = port;
        this.held = held;
    }

    /** Connections are refused at once: the port is bound, and nobody listens. */
    public static DeadPort refusing() {
        try {
            Socket bound = new Socket();
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new DeadPort(bound.getLocalPort(), List.of(bound));
        } catch (IOException e) {
            throw new UncheckedIOException("No port to bind", e);
        }
    }

    /**
     * Connections are neither made nor refused: the queue of a server that never accepts is full, and the system drops
     * what else knocks. So on Linux; elsewhere the attempt may end in another way.
     */
    public static DeadPort silent() {
        List<AutoCloseable> held = new ArrayList<>();
        try {
            ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(server);
            for (int i = 0; i < MOST_PROBES; i++) {
                Socket socket = new Socket();
                held.add(socket);
                socket.connect(server.getLocalSocketAddress(), PROBE_MILLIS);
            }
            throw new IllegalStateException("This system keeps on connecting to a full queue");
        } catch (SocketTimeoutException full) {
            return new DeadPort(((ServerSocket) held.get(0)).getLocalPort(), held);
        } catch (IOException e) {
            throw new UncheckedIOException("The queue could not be filled", e);
        }
    }

    /** Where nobody answers. */
    public Origin origin() {
        return new Origin(false, InetAddress.getLoopbackAddress().getHostAddress(), port);
    }

    @Override
    public void close() {
        for (AutoCloseable socket : held) {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IllegalStateException("A held socket did not close", e);
            }
        }
    }
}
