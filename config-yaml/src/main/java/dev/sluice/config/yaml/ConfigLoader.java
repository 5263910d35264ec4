package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.core.config.GatewayConfig;
import dev.sluice.core.config.GatewayConfig.AssistantSettings;
import dev.sluice.core.config.LoggingSettings;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads a configuration. Everything that is wrong is reported at once, with its place; nothing is thrown. Reads files,
 * so it blocks; stateless and safe for any thread.
 */
public final class ConfigLoader {
    private final Problems problems = new Problems();
    private final Variables variables;
    private final Reading reading;
    private final ProviderTypes types;

    private ConfigLoader(Map<String, String> environment, ProviderTypes types) {
        this.variables = new Variables(environment, problems);
        this.reading = new Reading(variables, problems);
        this.types = types;
    }

    /**
     * Loads a config.yaml and what it includes.
     *
     * @param file the file; problems name it as it is given here
     * @param environment the variables of the process
     * @param types asked once, after {@code general_settings.plugins} was read
     */
    public static LoadedConfig load(Path file, Map<String, String> environment, ProviderTypes types) {
        ConfigLoader loader = new ConfigLoader(environment, types);
        return loader.result(
                new Includes(loader.variables, loader.problems).read(file).map(loader::config));
    }

    /**
     * The configuration of a start without a file: the upstream of {@code OPENAI_API_KEY}, or without one the built-in
     * model {@code demo}.
     */
    public static LoadedConfig withoutFile(Map<String, String> environment, ProviderTypes types) {
        ConfigLoader loader = new ConfigLoader(environment, types);
        return loader.result(Optional.of(loader.builtIn()));
    }

    private LoadedConfig result(Optional<GatewayConfig> config) {
        List<ConfigProblem> errors = problems.errors();
        return new LoadedConfig(
                errors.isEmpty() ? config : Optional.empty(), errors, problems.warnings(), variables.asMap());
    }

    private GatewayConfig config(Mapping root) {
        Section top = new Section(KeySection.TOP, root, reading);
        top.checkKeys();
        top.mapping("environment_variables").ifPresent(variables::overlay);
        Section general = top.section("general_settings", KeySection.GENERAL);
        Section litellm = top.section("litellm_settings", KeySection.LITELLM);
        Section router = top.section("router_settings", KeySection.ROUTER);
        litellm.checkKeys();
        ServerSettings server = new GeneralReader(reading).read(general);
        StoreSettings store = new StoreReader(reading).read(general);
        List<String> plugins = new GeneralReader(reading).plugins(general);
        Providers providers = providers(plugins, general);
        LoggingSettings logging = new LoggingReader(reading, types.knownSinks()).read(litellm);
        Limits limits = Limits.general(litellm, router);
        Upstreams upstreams = new Upstreams(variables, problems);
        List<Deployment> deployments = new ModelListReader(reading, providers, limits, upstreams).read(top);
        RouterSettings routing = new RouterReader(reading, router, litellm, deployments).read();
        Optional<AssistantSettings> assistants =
                new AssistantReader(reading, providers, limits, upstreams).read(top, deployments);
        Optional<Deployment> fallback = DefaultUpstream.of(upstreams, limits);
        if (deployments.isEmpty() && fallback.isEmpty() && assistants.isEmpty()) {
            problems.advice(
                    top.place("model_list"),
                    "is empty and OPENAI_API_KEY is not set, so no call can be served; add a model");
        }
        return new GatewayConfig(deployments, fallback, routing, server, store, assistants, logging, plugins);
    }

    private Providers providers(List<String> plugins, Section general) {
        try {
            return Providers.of(types.known(List.copyOf(plugins)));
        } catch (IllegalArgumentException unusable) {
            problems.error(general.place("plugins"), String.valueOf(unusable.getMessage()));
            return Providers.unknown();
        }
    }

    private GatewayConfig builtIn() {
        Mapping nothing = new Mapping(Place.variable(""), Map.of());
        Section general = new Section(KeySection.GENERAL, nothing, reading);
        ServerSettings server = new GeneralReader(reading).read(general);
        Optional<Deployment> upstream = DefaultUpstream.of(new Upstreams(variables, problems), Limits.DEFAULT);
        Deployment only = upstream.orElseGet(DefaultUpstream::demo);
        if (!providers(List.of(), general).isKnown(only.provider())) {
            problems.error(
                    Place.variable(Upstreams.OPENAI_KEY),
                    "a start without a configuration needs the provider '" + only.provider()
                            + "', which is not there; add its module or write a configuration");
        }
        return new GatewayConfig(
                upstream.isPresent() ? List.of() : List.of(only),
                upstream,
                RouterSettings.DEFAULT,
                server,
                StoreSettings.DEFAULT,
                Optional.empty(),
                LoggingSettings.DEFAULT,
                List.of());
    }
}
