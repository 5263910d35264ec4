package dev.sluice.distribution;

import dev.sluice.config.yaml.ConfigProblem;
import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.routing.Deployment;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** {@code sluice [--config FILE] …}: checks the configuration and serves until it is told to stop. */
final class ServeCommand implements Command {
    /** Not an exit code: the server runs, and whoever stops it ends the process. */
    static final int SERVING = -1;

    private static final int CONFIG_INVALID = 2;
    private static final int CANNOT_START = 1;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final String USUAL_PORT = "4000";
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @Override
    public String syntax() {
        return "sluice [options], or sluice demo | export | import";
    }

    @Override
    public List<String> description() {
        return List.of("An OpenAI-compatible gateway.");
    }

    @Override
    public Options options() {
        return ConfigOptions.of("config.yaml; without it, OPENAI_API_KEY and OPENAI_API_BASE are the configuration.")
                .addOption(Command.taking("PORT", "port", "Port, 0 for any free one (default: 4000)."))
                .addOption(Command.taking(
                        "HOST", "host", "Address to bind (default: 0.0.0.0; 127.0.0.1 without a master_key)."))
                .addOption(flag("strict", "Unknown configuration keys are errors."))
                .addOption(flag("check", "Check the configuration and exit."))
                .addOption("V", "version", false, "Print the version and exit.");
    }

    private static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    @Override
    public int run(CommandLine given) throws ParseException {
        if (given.hasOption("version")) {
            out.println(Version.line());
            return 0;
        }
        int port = port(given);
        ConfigOptions options = new ConfigOptions(given);
        Plugins found = options.plugins();
        LoadedConfig loaded;
        try {
            loaded = options.load(found);
        } catch (PluginException broken) {
            err.println(broken.getMessage());
            return CONFIG_INVALID;
        }
        if (report(loaded, given.hasOption("strict")) > 0) {
            err.println("Nothing was started.");
            return CONFIG_INVALID;
        }
        if (given.hasOption("check")) {
            out.println("The configuration is valid.");
            return 0;
        }
        Optional<String> host = Optional.ofNullable(given.getOptionValue("host"));
        return serve(loaded, found, host, port, !options.nameFile());
    }

    private static int port(CommandLine given) throws ParseException {
        String port = given.getOptionValue("port", USUAL_PORT);
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new ParseException("--port must be from 0 to " + HIGHEST_PORT + ", not '" + port + "'.");
        }
        return Integer.parseInt(port);
    }

    /** Prints every problem, and says how many of them are errors. */
    private long report(LoadedConfig loaded, boolean strict) {
        loaded.errors().forEach(err::println);
        long fatal = loaded.errors().size();
        for (ConfigProblem warning : loaded.warnings()) {
            boolean isFatal = strict && warning.kind() == ConfigProblem.Kind.UNKNOWN_KEY;
            fatal += isFatal ? 1 : 0;
            err.println(isFatal ? warning.toString() : "warning: " + warning);
        }
        return fatal;
    }

    private int serve(LoadedConfig loaded, Plugins found, Optional<String> host, int port, boolean withoutFile) {
        GatewayConfig checked = loaded.config().orElseThrow();
        boolean open = checked.server().masterKey().isEmpty();
        String address = host.orElse(open ? LOOPBACK : EVERYWHERE);
        Gateway gateway;
        try {
            gateway = Gateway.start(loaded, found, address, port);
        } catch (StartFailure failure) {
            err.println(failure.getMessage());
            return CANNOT_START;
        }
        new Shutdown(gateway, checked.server().drainTimeout(), err).install();
        announce(checked, gateway, address);
        if (withoutFile && checked.defaultUpstream().isEmpty()) {
            out.println("Neither --config nor OPENAI_API_KEY is set: serving the built-in model 'demo'.");
        }
        out.flush();
        return SERVING;
    }

    private static String inUrl(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private void announce(GatewayConfig checked, Gateway gateway, String address) {
        checked.server()
                .admin()
                .ifPresent(admin -> gateway.adminPort()
                        .ifPresent(port ->
                                out.println("Metrics and health on http://" + inUrl(admin.host()) + ":" + port)));
        out.println("RUNNING on http://" + inUrl(address) + ":" + gateway.port());
        if (checked.server().masterKey().isEmpty()) {
            out.println("No master_key is set: everybody who reaches " + address + " may call, no key is checked.");
        }
        checked.defaultUpstream()
                .ifPresent(upstream -> out.println("  /openai/* -> "
                        + upstream.account().base().orElse("https://api.openai.com") + " (OPENAI_API_KEY)"));
        for (Deployment deployment : checked.deployments()) {
            out.println("  model " + deployment.group() + " -> " + deployment.provider() + "/"
                    + deployment.upstreamModel() + " [" + deployment.id() + "]");
        }
    }
}
