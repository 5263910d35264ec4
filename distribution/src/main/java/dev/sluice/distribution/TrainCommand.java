package dev.sluice.distribution;

import dev.sluice.config.yaml.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * Does for a while what a gateway does, so that the JVM can archive the classes that this needs: one gateway serves the
 * built-in model, another balances over it. The launcher runs it.
 */
final class TrainCommand implements Command {
    private static final int ROUNDS = 100;
    private static final String KEY = "sk-training";
    private static final String CONFIG = """
            model_list:
              - model_name: demo
                litellm_params: {model: openai/demo, api_key: sk-one, api_base: '%1$s'}
              - model_name: demo
                litellm_params: {model: openai/demo, api_key: sk-two, api_base: '%1$s'}
            general_settings:
              master_key: %2$s
              access_log: '%3$s/access.jsonl'
              data_dir: '%3$s/data'
            """;

    @Override
    public String syntax() {
        return "sluice train";
    }

    @Override
    public List<String> description() {
        return List.of("Do what serving does for a while, and exit.");
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(CommandLine given) throws IOException {
        Plugins none = new Plugins(Plugins.besideJar());
        Path folder = Files.createTempDirectory("sluice-train");
        try (Gateway model = Gateway.start(
                        DemoCommand.quiet(ConfigLoader.withoutFile(Map.of(), none)), none, "127.0.0.1", 0);
                Gateway relay = Gateway.start(
                        ConfigLoader.load(config(folder, url(model)), Map.of(), none), none, "127.0.0.1", 0)) {
            TrainingClient client = new TrainingClient(url(relay), KEY);
            for (int round = 0; round < ROUNDS; round++) {
                client.round();
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static String url(Gateway gateway) {
        return "http://127.0.0.1:" + gateway.port() + "/v1";
    }

    private static Path config(Path folder, String upstream) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), CONFIG.formatted(upstream, KEY, folder));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
