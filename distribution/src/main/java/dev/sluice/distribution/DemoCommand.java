package dev.sluice.distribution;

import dev.sluice.config.yaml.ConfigLoader;
import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.config.GatewayConfig.AssistantSettings;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code sluice demo}: starts a gateway with its built-in model on a free port and walks through it, visibly. */
final class DemoCommand implements Command {
    private static final String CHAT = "/v1/chat/completions";
    private static final String QUESTION =
            "{\"model\":\"demo\",%s\"messages\":[{\"role\":\"user\",\"content\":\"Hello, Sluice!\"}]}";

    private final PrintStream out = System.out;

    @Override
    public String syntax() {
        return "sluice demo";
    }

    @Override
    public List<String> description() {
        return List.of("Start with the built-in model on a free port, walk through it, and stop.");
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(CommandLine given) throws IOException, InterruptedException {
        Plugins none = new Plugins(Plugins.besideJar());
        LoadedConfig loaded =
                with(quiet(ConfigLoader.withoutFile(Map.of(), none)), config -> config.withAssistants(assistants()));
        try (Gateway gateway = Gateway.start(loaded, none, Keeping.inMemory(), "127.0.0.1", 0)) {
            String base = "http://127.0.0.1:" + gateway.port();
            out.println("RUNNING on " + base + " with the built-in model 'demo'");
            out.println("Assistants, threads and files are kept in memory: they are gone when this ends.");
            DemoClient client = new DemoClient(base, out);
            client.get("Which models are there?", "/v1/models");
            client.post("A chat completion", CHAT, QUESTION.formatted(""));
            client.stream("The same, streamed", CHAT, QUESTION.formatted("\"stream\":true,"));
            client.show(
                    "A model that does not exist",
                    CHAT,
                    QUESTION.replace("demo", "nope").formatted(""),
                    400);
            new AssistantsWalk(client).walk();
            out.println(
                    client.passed()
                            ? "\nThat was Sluice. README.md shows how to put your own models behind it."
                            : "\nThe walk did not go as expected.");
            return client.passed() ? 0 : 1;
        }
    }

    private static AssistantSettings assistants() {
        return new AssistantSettings(
                Providers.LOCAL,
                new Deployment(
                        "assistants",
                        "",
                        Providers.LOCAL,
                        "",
                        Account.NONE,
                        Share.EQUAL,
                        Timeouts.DEFAULT,
                        Optional.empty(),
                        Map.of()));
    }

    /** Without the access log, which would stand between a question and its answer. */
    static LoadedConfig quiet(LoadedConfig loaded) {
        return with(loaded, config -> config.withServer(config.server().withAccessLog("off")));
    }

    private static LoadedConfig with(LoadedConfig loaded, UnaryOperator<GatewayConfig> change) {
        return new LoadedConfig(loaded.config().map(change), loaded.errors(), loaded.warnings(), loaded.environment());
    }
}
