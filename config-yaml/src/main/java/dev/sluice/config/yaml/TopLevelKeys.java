package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;

/** The sections of a configuration. */
final class TopLevelKeys {
    static final List<KnownKey> KEYS = List.of(
            supported("model_list", "list of deployments", "empty", "What can be called, see below"),
            supported("litellm_settings", "mapping", "empty", "See below"),
            supported("general_settings", "mapping", "empty", "How the gateway itself behaves, see below"),
            supported("router_settings", "mapping", "empty", "How a deployment is chosen, see below"),
            supported(
                    "environment_variables",
                    "mapping of names to strings",
                    "empty",
                    "Variables that outrank those of the process; a value may be `os.environ/NAME`"),
            supported("include", "list of paths", "empty", "More files, relative to the file that names them"),
            supported(
                    "assistant_settings",
                    "mapping",
                    "none",
                    "Who serves `/v1/assistants` and `/v1/threads`; with `local` the gateway itself, files too: see docs/assistants-local.md"),
            unsupported("files_settings", "files are passed through with the key of the call's own deployment"),
            unsupported("finetune_settings", "fine-tuning is passed through with the key of the call's own deployment"),
            unsupported("credential_list", "credentials stand in litellm_params; use os.environ/NAME or a YAML anchor"),
            unsupported("callback_settings", "there are no callbacks to configure"),
            unsupported("default_vertex_config", "there is no Vertex AI provider"),
            unsupported("guardrails", "bodies are never read as text, so nothing can inspect them"),
            unsupported("mcp_servers", "the gateway is no MCP gateway"),
            unsupported("mcp_tools", "the gateway is no MCP gateway"),
            unsupported("vector_store_registry", "vector stores are called by their ids, through the pass-through"),
            unsupported("prompts", "prompts are the client's; bodies are passed on as they came"));

    private TopLevelKeys() {}
}
