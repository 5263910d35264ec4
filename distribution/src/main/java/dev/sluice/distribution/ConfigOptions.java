package dev.sluice.distribution;

import dev.sluice.config.yaml.ConfigLoader;
import dev.sluice.config.yaml.LoadedConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Where the configuration is: {@code --config} and {@code --plugins}. */
final class ConfigOptions {
    private final Map<String, String> environment = System.getenv();
    private final Optional<Path> file;
    private final Path plugins;

    /** What was given. */
    ConfigOptions(CommandLine given) {
        file = Optional.ofNullable(given.getOptionValue("config")).map(Path::of);
        plugins = Optional.ofNullable(given.getOptionValue("plugins"))
                .map(Path::of)
                .orElseGet(Plugins::besideJar);
    }

    /** Both, to be taken by a command. */
    static Options of(String configuration) {
        return new Options()
                .addOption(Option.builder("c")
                        .longOpt("config")
                        .hasArg()
                        .argName("FILE")
                        .desc(configuration)
                        .get())
                .addOption(Command.taking("DIR", "plugins", "Where plugin jars are (default: beside the jar)."));
    }

    /** Whether a file is named. */
    boolean nameFile() {
        return file.isPresent();
    }

    /** The plugins that there are; fails with {@link PluginException}. */
    Plugins plugins() {
        return new Plugins(plugins);
    }

    /** The configuration, as far as it can be read; fails with {@link PluginException}. */
    LoadedConfig load(Plugins found) {
        return file.map(path -> ConfigLoader.load(path, environment, found))
                .orElseGet(() -> ConfigLoader.withoutFile(environment, found));
    }
}
