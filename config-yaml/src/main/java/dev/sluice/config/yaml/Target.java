package dev.sluice.config.yaml;

import java.util.Optional;

/**
 * What a deployment calls.
 *
 * @param provider the provider type
 * @param model what the upstream calls the model
 */
record Target(String provider, String model) {
    /** Reads {@code model} and {@code custom_llm_provider}; empty where they are missing or wrong, which is reported. */
    static Optional<Target> read(Section params, Providers providers, Problems problems) {
        Optional<String> model = params.required("model", "write <provider>/<name>, such as openai/gpt-4o");
        Optional<String> explicit = params.string("custom_llm_provider");
        if (model.isEmpty()) {
            return Optional.empty();
        }
        Target target = explicit.map(provider -> new Target(provider, withoutPrefix(model.get(), provider)))
                .orElseGet(() -> split(model.get()));
        String saidBy = explicit.isPresent() ? "custom_llm_provider" : "model";
        if (!providers.isKnown(target.provider)) {
            problems.error(params.place(saidBy), providers.explainUnknown(target.provider));
            return Optional.empty();
        }
        if (target.model.isBlank()) {
            problems.error(params.place("model"), "names a provider but no model; write <provider>/<name>");
            return Optional.empty();
        }
        return Optional.of(target);
    }

    private static Target split(String model) {
        int slash = model.indexOf('/');
        return slash < 0
                ? new Target(Providers.OPENAI, model)
                : new Target(model.substring(0, slash), model.substring(slash + 1));
    }

    private static String withoutPrefix(String model, String provider) {
        return model.startsWith(provider + "/") ? model.substring(provider.length() + 1) : model;
    }
}
