package dev.sluice.e2e.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks into a running JVM from outside. Its native memory needs {@link #TRACKING}. */
final class JvmProbe {
    static final String TRACKING = "-XX:NativeMemoryTracking=summary";

    /** Native memory that Java code asked for: direct buffers, whether the JDK's or Netty's. */
    private static final Pattern DIRECT = Pattern.compile("-\\s+Other \\(reserved=\\d+KB, committed=(\\d+)KB\\)");

    private final long pid;

    JvmProbe(long pid) {
        this.pid = pid;
    }

    /** Runs a full collection, so that what nobody holds is found. */
    void collectGarbage() throws IOException {
        jcmd("GC.run");
    }

    /** Direct memory in KiB. */
    long directKib() throws IOException {
        String summary = jcmd("VM.native_memory", "summary");
        Matcher direct = DIRECT.matcher(summary);
        if (!direct.find()) {
            throw new AssertionError("No direct memory in\n" + summary);
        }
        return Long.parseLong(direct.group(1));
    }

    /** What the process holds of the machine's memory, in KiB. */
    long residentKib() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** How many files and sockets are open. */
    int descriptors() {
        return Sockets.descriptors(pid);
    }

    private String jcmd(String... command) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        ProcessBuilder builder = new ProcessBuilder(tool, Long.toString(pid)).redirectErrorStream(true);
        builder.command().addAll(List.of(command));
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
