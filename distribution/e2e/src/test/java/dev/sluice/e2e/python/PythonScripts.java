package dev.sluice.e2e.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The scripts under {@code src/test/python}, with the official package. Python cannot be fetched as Node can: where the
 * machine has none with pip, there is nothing to run.
 */
public final class PythonScripts {
    private static final String SDK = "openai==3.22.1";
    private static final String SDK_2 = "openai==2.54.0";
    private static final Path SCRIPTS = Path.of("src", "test", "python").toAbsolutePath();
    private static final Duration INSTALL = Duration.ofMinutes(3);
    private static final Duration RUN = Duration.ofMinutes(2);

    private final Path packages;

    private PythonScripts(Path packages) {
        this.packages = packages;
    }

    /**
     * Python and the package, which is installed into the user's cache the first time; where neither is there nor can be
     * installed, the test that asks is skipped.
     */
    public static PythonScripts orSkip() throws IOException, InterruptedException {
        return orSkip(SDK);
    }

    /** The same with the last package of the line before, which many programs stay with. */
    public static PythonScripts version2OrSkip() throws IOException, InterruptedException {
        return orSkip(SDK_2);
    }

    private static PythonScripts orSkip(String sdk) throws IOException, InterruptedException {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path home = caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        Path packages = home.resolve("sluice").resolve("python").resolve(sdk.replace("==", "-"));
        Assumptions.assumeTrue(
                Files.isDirectory(packages) || install(sdk, packages), "No python3 with pip, or no package for it");
        return new PythonScripts(packages);
    }

    private static boolean install(String sdk, Path packages) throws IOException, InterruptedException {
        Files.createDirectories(packages.getParent());
        Path partial = Files.createTempDirectory(packages.getParent(), "partial-");
        Ran pip = run(
                partial,
                INSTALL,
                Map.of(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--only-binary=:all:",
                "--target",
                partial.toString(),
                sdk);
        if (pip.exit() != 0) {
            System.out.println("No Python SDK: " + pip.output());
            return false;
        }
        try {
            // Whole or not at all: another build may be looking.
            Files.move(partial, packages);
        } catch (FileSystemException e) {
            return Files.isDirectory(packages);
        }
        return true;
    }

    /** Runs a script in that directory to its end; fails where it does not end well. */
    public void run(String script, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("PYTHONPATH", packages.toString());
        Ran ran = run(directory, RUN, all, SCRIPTS.resolve(script).toString());
        System.out.print(ran.output());
        Assertions.assertEquals(0, ran.exit(), ran.output());
        Assertions.assertTrue(ran.output().contains("ok  "), () -> script + " has done nothing\n" + ran.output());
    }

    private static Ran run(Path directory, Duration limit, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("python", ".log");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("python3"), Stream.of(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            String output = Files.readString(log, StandardCharsets.UTF_8);
            return new Ran(ended ? process.exitValue() : -1, output);
        } catch (IOException noPython) {
            return new Ran(-1, noPython.getMessage() + "\n");
        } finally {
            Files.delete(log);
        }
    }

    private record Ran(int exit, String output) {}
}
