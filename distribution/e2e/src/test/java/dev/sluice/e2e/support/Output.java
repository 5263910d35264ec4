package dev.sluice.e2e.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Collects what a process prints, on a thread of its own. Thread-safe. */
final class Output {
    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    Output(String name, InputStream stream, Consumer<String> eachLine) {
        reader = new Thread(() -> read(stream, eachLine), name);
        reader.setDaemon(true);
        reader.start();
    }

    String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    /** Waits until the stream has ended. */
    void awaitEnd() throws InterruptedException {
        reader.join();
    }

    private void read(InputStream stream, Consumer<String> eachLine) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                eachLine.accept(line);
            }
        } catch (IOException e) {
            keep("(output ended: " + e.getMessage() + ")");
        }
    }

    private void keep(String line) {
        synchronized (text) {
            text.append(line).append('\n');
        }
    }
}
