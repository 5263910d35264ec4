package dev.sluice.e2e.node;

import dev.sluice.e2e.support.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** The scripts under {@code src/test/node}, each run by Node with the official package beside it. */
public final class NodeWalks {
    private static final NpmPackage SDK = new NpmPackage(
            "openai",
            "7.57.0",
            "RbmrdE5NdfW6nGq/FaCJ3KFCZpotoExPzruQUSMCTw/ouUFO08vpvVdSmgmPxQMFAiv9EXZCEXvcWYU+n6NzsQ==");
    /** The SDK's realtime client can do without it, or with it. */
    private static final NpmPackage WEBSOCKETS = new NpmPackage(
            "ws", "8.21.0", "Vsp28b7DRcimFQvrqu2Wek3z1iYxDCWqHYB8Qsnk/S4RfaCQzPGPyBNuVjJV3cd6UiKtUtp6sNM77gWvzcCH+g==");

    private static final Path SCRIPTS = Path.of("src", "test", "node");
    private static final Path WORKSPACE = Path.of("target", "node");
    private static final int MINUTES = 2;

    private NodeWalks() {}

    /** One test for each script. */
    public static Stream<DynamicTest> against(Target target) throws IOException, InterruptedException {
        return against(target, "walk-");
    }

    /** One test for each script whose name begins so. */
    public static Stream<DynamicTest> against(Target target, String name) throws IOException, InterruptedException {
        Path node = NodeRuntime.executable();
        Path workspace = workspace();
        return scripts().stream()
                .filter(script -> script.getFileName().toString().startsWith(name))
                .map(script -> DynamicTest.dynamicTest(
                        script.getFileName().toString(),
                        () -> run(
                                node,
                                workspace.resolve(script.getFileName()),
                                Map.of("BASE_URL", target.baseUrl(), "API_KEY", target.key()))));
    }

    /** Runs one script to its end; fails where it does not end well. */
    public static void run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        run(NodeRuntime.executable(), workspace().resolve(script), environment);
    }

    private static void run(Path node, Path script, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("walk", ".log");
        // The packages are links: they find each other beside the links, not where those lead.
        ProcessBuilder builder = new ProcessBuilder(
                        node.toAbsolutePath().toString(),
                        "--preserve-symlinks",
                        script.getFileName().toString())
                .directory(script.resolveSibling(".").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        System.out.print(output);
        Assertions.assertTrue(ended, () -> script + " has not ended after " + MINUTES + " minutes\n" + output);
        Assertions.assertEquals(0, process.exitValue(), output);
        Assertions.assertTrue(output.contains("ok  "), () -> script + " has done nothing\n" + output);
    }

    /** A directory with the scripts and, where Node looks for them, the packages. */
    private static Path workspace() throws IOException, InterruptedException {
        Path modules = Files.createDirectories(WORKSPACE.resolve("node_modules"));
        for (NpmPackage wanted : List.of(SDK, WEBSOCKETS)) {
            Path link = modules.resolve(wanted.name());
            if (!Files.exists(link)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, NpmCache.ofUser().unpacked(wanted));
            }
        }
        for (Path script : scripts()) {
            Files.write(WORKSPACE.resolve(script.getFileName()), Files.readAllBytes(script));
        }
        return WORKSPACE.toAbsolutePath();
    }

    private static List<Path> scripts() {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
