package dev.sluice.e2e.assistants;

import dev.sluice.e2e.support.GatewayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A gateway that is ended by force and started again, with what is in its folder. */
final class Node implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path directory;
    private final String config;
    private final Map<String, String> environment;
    private volatile GatewayProcess process;

    Node(Path directory, String config, Map<String, String> environment) throws IOException, InterruptedException {
        this.directory = directory;
        this.config = config;
        this.environment = environment;
        this.process = GatewayProcess.start(directory, config, environment);
    }

    String url() {
        return process.url();
    }

    /** SIGKILL; nobody is there when it returns. */
    void kill() throws InterruptedException {
        process.close();
        process.awaitExit(SOON);
    }

    void start() throws IOException, InterruptedException {
        process = GatewayProcess.start(directory, config, environment);
    }

    @Override
    public void close() {
        process.close();
    }
}
