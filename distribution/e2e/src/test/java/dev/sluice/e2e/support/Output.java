package dev.sluice.e2e.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Collects what a process prints, on a thread of its own. Thread-safe. */
final class Output {
    private final StringBuffer text = new StringBuffer();
    private final Thread reader;

    Output(String name, InputStream stream, Consumer<String> eachLine) {
        reader = new Thread(() -> read(stream, eachLine), name);
        reader.setDaemon(true);
        reader.start();
    }

    String text() {
        return text.toString();
    }

    /** Waits until the stream has ended. */
    void awaitEnd() throws InterruptedException {
        reader.join();
    }

    private void read(InputStream stream, Consumer<String> eachLine) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                eachLine.accept(line);
            }
        } catch (IOException e) {
            text.append("(output ended: ").append(e.getMessage()).append(")\n");
        }
    }
}
