package dev.sluice.config.yaml;

import dev.sluice.core.config.GatewayConfig.AssistantSettings;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code assistant_settings}. */
final class AssistantReader {
    private final Reading reading;
    private final Providers providers;
    private final Limits general;
    private final Upstreams upstreams;

    AssistantReader(Reading reading, Providers providers, Limits general, Upstreams upstreams) {
        this.reading = reading;
        this.providers = providers;
        this.general = general;
        this.upstreams = upstreams;
    }

    Optional<AssistantSettings> read(Section top, List<Deployment> deployments) {
        if (!top.has("assistant_settings") || top.mapping("assistant_settings").isEmpty()) {
            return Optional.empty();
        }
        Section section = top.section("assistant_settings", KeySection.ASSISTANT);
        section.checkKeys();
        Section params = section.section("litellm_params", KeySection.ASSISTANT_PARAMS);
        Optional<String> written =
                section.required("custom_llm_provider", "write who serves the Assistants API, such as openai");
        if (written.isPresent() && !providers.isKnown(written.get())) {
            reading.problems().error(section.place("custom_llm_provider"), providers.explainUnknown(written.get()));
        }
        String provider = written.filter(providers::isKnown).orElse(Providers.OPENAI);
        Limits limits = general.with(params);
        Map<String, String> settings = new SettingsReader(reading).read(params, provider);
        Optional<String> embedding = section.string("embedding_model");
        embedding.ifPresent(model -> new GroupNames(deployments, reading.problems())
                .check(section.place("embedding_model"), model, "add it, or remove it here"));
        return Optional.of(new AssistantSettings(
                provider,
                new Deployment(
                        DeploymentIds.ASSISTANTS,
                        "",
                        provider,
                        "",
                        new AccountReader(reading, upstreams).read(params, provider),
                        Share.EQUAL,
                        limits.timeouts(),
                        limits.streamFirstByte(),
                        settings),
                embedding));
    }
}
