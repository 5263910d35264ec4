package dev.sluice.config.yaml;

import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.routing.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes files into a folder and loads {@code config.yaml} of it. */
final class Loading {
    static final ProviderTypes BUILT_IN = new ProviderTypes() {
        @Override
        public Set<String> known(List<String> plugins) {
            return Set.of("openai", "azure", "local");
        }

        @Override
        public Set<String> knownSinks() {
            return Set.of("otel", "prometheus");
        }
    };

    private final Path folder;

    Loading(Path folder) {
        this.folder = folder;
    }

    Loading write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return this;
    }

    Loading write(String text) {
        return write("config.yaml", text);
    }

    LoadedConfig load(Map<String, String> environment) {
        return load(environment, BUILT_IN);
    }

    LoadedConfig load(Map<String, String> environment, ProviderTypes types) {
        return ConfigLoader.load(folder.resolve("config.yaml"), environment, types);
    }

    LoadedConfig load() {
        return load(Map.of());
    }

    /** The configuration, which must have no errors. */
    GatewayConfig config(Map<String, String> environment) {
        LoadedConfig loaded = load(environment);
        return loaded.config().orElseThrow(() -> new AssertionError(lines(loaded.errors())));
    }

    GatewayConfig config() {
        return config(Map.of());
    }

    /** The only deployment of a model_list whose litellm_params are these lines. */
    Deployment deployment(Map<String, String> environment, String... params) {
        return write(withParams(params)).config(environment).deployments().get(0);
    }

    static String withParams(String... params) {
        return "model_list:\n  - model_name: m\n    litellm_params:\n      " + String.join("\n      ", params) + "\n";
    }

    /** The problems as they are printed, without the folder. */
    List<String> lines(List<ConfigProblem> problems) {
        return problems.stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    List<String> errors() {
        return lines(load().errors());
    }

    List<String> warnings() {
        return lines(load().warnings());
    }
}
