package dev.sluice.core.config;

import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import java.util.List;
import java.util.Optional;

/**
 * A whole configuration, checked.
 *
 * @param deployments {@code model_list}, in its order
 * @param defaultUpstream {@code OPENAI_API_KEY} and {@code OPENAI_API_BASE}, where set; its group and upstream model are
 *     empty
 * @param router {@code router_settings}
 * @param server {@code general_settings}
 * @param store the storage keys of {@code general_settings}
 * @param assistants {@code assistant_settings}
 * @param logging the logging keys of {@code litellm_settings}
 * @param plugins {@code general_settings.plugins}: the jars in {@code plugins/} that may be loaded
 */
public record GatewayConfig(
        List<Deployment> deployments,
        Optional<Deployment> defaultUpstream,
        RouterSettings router,
        ServerSettings server,
        StoreSettings store,
        Optional<AssistantSettings> assistants,
        LoggingSettings logging,
        List<String> plugins) {
    public GatewayConfig {
        deployments = List.copyOf(deployments);
        plugins = List.copyOf(plugins);
    }

    /** The same with other server settings. */
    public GatewayConfig withServer(ServerSettings other) {
        return new GatewayConfig(deployments, defaultUpstream, router, other, store, assistants, logging, plugins);
    }

    /** The same with somebody else who serves assistants. */
    public GatewayConfig withAssistants(AssistantSettings other) {
        return new GatewayConfig(
                deployments, defaultUpstream, router, server, store, Optional.of(other), logging, plugins);
    }

    /**
     * Who serves {@code /v1/assistants} and {@code /v1/threads}.
     *
     * @param provider {@code custom_llm_provider}
     * @param deployment {@code litellm_params}, as a deployment without a group
     * @param embeddingModel {@code embedding_model}
     */
    public record AssistantSettings(String provider, Deployment deployment, Optional<String> embeddingModel) {
        /** Settings of a provider that needs no model. */
        public AssistantSettings(String provider, Deployment deployment) {
            this(provider, deployment, Optional.empty());
        }
    }
}
