package dev.sluice.testkit.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A target that keeps what it is given. */
final class RecordedLines implements LogSinkContract.Target {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void write(String line) {
        lines.add(line);
    }

    List<String> about(String callId) {
        return lines.stream().filter(line -> line.contains(callId)).toList();
    }
}
