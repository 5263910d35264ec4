package dev.sluice.config.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The places where keys stand, each with its keys: the one table that checks and documentation are made of. */
enum KeySection {
    TOP(""),
    MODEL("model_list[]"),
    PARAMS("model_list[].litellm_params"),
    INFO("model_list[].model_info"),
    ROUTER("router_settings"),
    LITELLM("litellm_settings"),
    GENERAL("general_settings"),
    ASSISTANT("assistant_settings"),
    ASSISTANT_PARAMS("assistant_settings.litellm_params");

    private final String path;

    KeySection(String path) {
        this.path = path;
    }

    /** How the section is written in a key path; empty for the top level. */
    String path() {
        return path;
    }

    /** The keys, in the order of the documentation. */
    List<KnownKey> keys() {
        return switch (this) {
            case TOP -> TopLevelKeys.KEYS;
            case MODEL -> ModelKeys.ENTRY;
            case PARAMS -> ParamKeys.KEYS;
            case INFO -> ModelKeys.INFO;
            case ROUTER -> RouterKeys.KEYS;
            case LITELLM -> LiteLlmKeys.KEYS;
            case GENERAL -> GeneralKeys.KEYS;
            case ASSISTANT -> AssistantKeys.KEYS;
            case ASSISTANT_PARAMS -> AssistantKeys.PARAMS;
        };
    }

    Optional<KnownKey> find(String written) {
        return keys().stream().filter(key -> key.matches(written)).findFirst();
    }

    /** What to do about a key that is not in this section. */
    String explainUnknown(String written) {
        Optional<KeySection> elsewhere = Arrays.stream(values())
                .filter(section -> section.find(written).isPresent())
                .findFirst();
        if (elsewhere.isPresent()) {
            return "unknown key here; it belongs " + elsewhere.get().location();
        }
        List<String> names = keys().stream()
                .map(KnownKey::name)
                .filter(name -> name.matches("[a-z_]+"))
                .toList();
        return Suggestions.nearest(written, names)
                .map(name -> "unknown key; " + Messages.didYouMean(name))
                .orElse("unknown key; remove it");
    }

    private String location() {
        return path.isEmpty() ? "to the top level" : "into " + path;
    }
}
