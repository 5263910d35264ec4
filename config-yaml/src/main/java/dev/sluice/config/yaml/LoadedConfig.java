package dev.sluice.config.yaml;

import dev.sluice.core.config.GatewayConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a configuration. Prints no value of the environment.
 *
 * @param config the configuration; empty where there are errors
 * @param errors why it cannot be used, in the order of the files
 * @param warnings what has no effect or is probably not meant, in the order of the files
 * @param environment the environment overlaid with {@code environment_variables}, for {@link ConfigKeyStore}
 */
public record LoadedConfig(
        Optional<GatewayConfig> config,
        List<ConfigProblem> errors,
        List<ConfigProblem> warnings,
        Map<String, String> environment) {
    public LoadedConfig {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "LoadedConfig[config=" + config + ", errors=" + errors + ", warnings=" + warnings + "]";
    }
}
