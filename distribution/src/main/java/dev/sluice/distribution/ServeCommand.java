package dev.sluice.distribution;

import dev.sluice.config.yaml.ConfigLoader;
import dev.sluice.config.yaml.ConfigProblem;
import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.routing.Deployment;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice [--config FILE] …}: checks the configuration and serves until it is told to stop. */
@Command(
        name = "sluice",
        description = "An OpenAI-compatible gateway.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
    /** Not an exit code: the server runs, and whoever stops it ends the process. */
    static final int SERVING = -1;

    private static final int CONFIG_INVALID = 2;
    private static final int CANNOT_START = 1;
    private static final int HIGHEST_PORT = 65_535;
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "config.yaml; without it, OPENAI_API_KEY and OPENAI_API_BASE are the configuration.")
    private @Nullable Path config;

    @Option(names = "--port", defaultValue = "4000", description = "Port, 0 for any free one (default: 4000).")
    private int port;

    @Option(names = "--host", description = "Address to bind (default: 0.0.0.0; 127.0.0.1 without a master_key).")
    private @Nullable String host;

    @Option(names = "--strict", description = "Unknown configuration keys are errors.")
    private boolean strict;

    @Option(names = "--check", description = "Check the configuration and exit.")
    private boolean checkOnly;

    @Option(names = "--plugins", paramLabel = "DIR", description = "Where plugin jars are (default: beside the jar).")
    private Path plugins = Plugins.besideJar();

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Map<String, String> environment = System.getenv();

    @Override
    public Integer call() {
        if (port < 0 || port > HIGHEST_PORT) {
            err.println("--port must be from 0 to " + HIGHEST_PORT + ".");
            return CONFIG_INVALID;
        }
        Plugins found = new Plugins(plugins);
        LoadedConfig loaded;
        try {
            loaded = config == null
                    ? ConfigLoader.withoutFile(environment, found)
                    : ConfigLoader.load(config, environment, found);
        } catch (PluginException broken) {
            err.println(broken.getMessage());
            return CONFIG_INVALID;
        }
        if (report(loaded) > 0) {
            err.println("Nothing was started.");
            return CONFIG_INVALID;
        }
        if (checkOnly) {
            out.println("The configuration is valid.");
            return 0;
        }
        return serve(loaded.config().orElseThrow(), loaded, found);
    }

    /** Prints every problem, and says how many of them are errors. */
    private long report(LoadedConfig loaded) {
        loaded.errors().forEach(err::println);
        long fatal = loaded.errors().size();
        for (ConfigProblem warning : loaded.warnings()) {
            boolean isFatal = strict && warning.kind() == ConfigProblem.Kind.UNKNOWN_KEY;
            fatal += isFatal ? 1 : 0;
            err.println(isFatal ? warning.toString() : "warning: " + warning);
        }
        return fatal;
    }

    private int serve(GatewayConfig checked, LoadedConfig loaded, Plugins found) {
        boolean open = checked.server().masterKey().isEmpty();
        String address = host != null ? host : open ? LOOPBACK : EVERYWHERE;
        Gateway gateway;
        try {
            gateway = Gateway.start(loaded, found, address, port);
        } catch (StartFailure failure) {
            err.println(failure.getMessage());
            return CANNOT_START;
        }
        new Shutdown(gateway, checked.server().drainTimeout(), err).install();
        announce(checked, gateway, open, address);
        return SERVING;
    }

    private static String inUrl(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private void announce(GatewayConfig checked, Gateway gateway, boolean open, String address) {
        checked.server()
                .admin()
                .ifPresent(admin -> gateway.adminPort()
                        .ifPresent(port ->
                                out.println("Metrics and health on http://" + inUrl(admin.host()) + ":" + port)));
        out.println("RUNNING on http://" + inUrl(address) + ":" + gateway.port());
        if (open) {
            out.println("No master_key is set: everybody who reaches " + address + " may call, no key is checked.");
        }
        checked.defaultUpstream()
                .ifPresent(upstream -> out.println("  /openai/* -> "
                        + upstream.account().base().orElse("https://api.openai.com") + " (OPENAI_API_KEY)"));
        for (Deployment deployment : checked.deployments()) {
            out.println("  model " + deployment.group() + " -> " + deployment.provider() + "/"
                    + deployment.upstreamModel() + " [" + deployment.id() + "]");
        }
        if (config == null && checked.defaultUpstream().isEmpty()) {
            out.println("Neither --config nor OPENAI_API_KEY is set: serving the built-in model 'demo'.");
        }
        out.flush();
    }
}
