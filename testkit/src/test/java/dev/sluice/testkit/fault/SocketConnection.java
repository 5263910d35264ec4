package dev.sluice.testkit.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;

/** A connection of {@link SocketTransport}. While it rests it is watched: whatever happens to it then ends it. */
final class SocketConnection {
    private static final int WATCH_MILLIS = 5;

    private final Socket socket;
    private final WireReader in;
    private volatile boolean resting;
    private volatile CompletableFuture<Boolean> usable = new CompletableFuture<>();

    SocketConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new WireReader(socket.getInputStream());
    }

    Socket socket() {
        return socket;
    }

    WireReader in() {
        return in;
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    void rest() {
        resting = true;
        usable = new CompletableFuture<>();
        Thread watch = new Thread(this::watch, "socket-transport-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Ends the rest. Answers whether the connection is still good. */
    boolean wake() {
        resting = false;
        return usable.join();
    }

    private void watch() {
        try {
            socket.setSoTimeout(WATCH_MILLIS);
            while (resting) {
                if (!silent()) {
                    socket.close();
                    usable.complete(false);
                    return;
                }
            }
            usable.complete(true);
        } catch (IOException gone) {
            usable.complete(false);
        }
    }

    private boolean silent() throws IOException {
        try {
            in.read(new byte[1], 1);
            return false;
        } catch (SocketTimeoutException quiet) {
            return true;
        }
    }
}
