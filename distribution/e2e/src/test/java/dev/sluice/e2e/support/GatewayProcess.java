package dev.sluice.e2e.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built jar in a process of its own, started by its launcher on the Java that runs the tests: the first start leaves an
 * archive of classes behind, which the later ones take. The environment is what the test gives it and no more. Closing ends
 * it at once.
 */
public final class GatewayProcess implements AutoCloseable {
    private static final Pattern RUNNING = Pattern.compile("RUNNING on (http://\\S+)");
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");
    private static final Path LAUNCHER = Path.of("..", "src", "main", "archive", "bin", "sluice");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final CompletableFuture<String> url = new CompletableFuture<>();
    private final Output stdout;
    private final Output stderr;

    private GatewayProcess(Process process) {
        this.process = process;
        this.stdout = new Output("gateway-stdout", process.getInputStream(), this::lookForUrl);
        this.stderr = new Output("gateway-stderr", process.getErrorStream(), line -> {});
    }

    /**
     * Starts the jar without waiting for anything.
     *
     * @param directory the working directory
     * @param environment the environment, besides the path and the home
     * @param arguments the command line
     */
    public static GatewayProcess launch(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        Path jar = jar();
        List<String> command =
                new ArrayList<>(List.of("sh", jar.resolveSibling(LAUNCHER).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> !INHERITED.contains(name));
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "JAVA_OPTS", "-Xmx256m",
                        "SLUICE_HOME", jar.resolveSibling("").toString(),
                        "SLUICE_CACHE", jar.resolveSibling("e2e-cache").toString()));
        builder.environment().putAll(environment);
        return new GatewayProcess(builder.start());
    }

    /** Starts the jar with a config on a free loopback port, and waits until it is running. */
    public static GatewayProcess start(Path directory, String config, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("config.yaml"), config);
        GatewayProcess gateway =
                launch(directory, environment, "--config", file.toString(), "--host", "127.0.0.1", "--port", "0");
        gateway.awaitRunning(START);
        return gateway;
    }

    /** Waits for the line that says where the gateway listens; fails if it exits or says nothing in time. */
    public String awaitRunning(Duration atMost) throws InterruptedException {
        CompletableFuture<Process> exit = process.onExit();
        try {
            CompletableFuture.anyOf(url, exit).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new AssertionError("The gateway is not running after " + atMost + "\n" + output(), e);
        }
        if (!url.isDone()) {
            throw new AssertionError("The gateway has exited with " + awaitExit(atMost) + "\n" + output());
        }
        return url.join();
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}. Only after {@link #awaitRunning}. */
    public String url() {
        return url.getNow("");
    }

    /** What it has printed on standard output so far. */
    public String stdout() {
        return stdout.text();
    }

    /** What it has printed on standard error so far. */
    public String stderr() {
        return stderr.text();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM and returns at once. By the handle, since {@link Process#destroy} closes the output as well. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for the exit and gives its code; fails if that takes longer. */
    public int awaitExit(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The gateway has not exited after " + atMost + "\n" + output());
        }
        stdout.awaitEnd();
        stderr.awaitEnd();
        return process.exitValue();
    }

    /** Sends SIGTERM, waits for the exit and gives its code. */
    public int stop(Duration atMost) throws InterruptedException {
        terminate();
        return awaitExit(atMost);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void lookForUrl(String line) {
        Matcher running = RUNNING.matcher(line);
        if (running.find()) {
            url.complete(running.group(1));
        }
    }

    private String output() {
        return "--- stdout\n" + stdout() + "--- stderr\n" + stderr();
    }

    private static Path jar() {
        String jar = System.getProperty("sluice.jar", "");
        if (!Files.isRegularFile(Path.of(jar))) {
            throw new AssertionError("No jar at '" + jar + "': build the distribution module first");
        }
        return Path.of(jar).toAbsolutePath().normalize();
    }
}
