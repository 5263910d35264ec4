package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.routing.Deployment;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The API by which a model is called. */
public enum BackEnd {
    CHAT("/v1/chat/completions"),
    RESPONSES("/v1/responses");

    private static final Set<String> SILENT = Set.of(
            "embedding",
            "image_generation",
            "image_edit",
            "audio_transcription",
            "audio_speech",
            "moderation",
            "rerank",
            "realtime",
            "video_generation");

    private final String path;

    BackEnd(String path) {
        this.path = path;
    }

    /** Where it is called. */
    public String path() {
        return path;
    }

    /**
     * The API of a deployment: as {@code model_info.mode} says; else Responses at OpenAI and at Azure, which keep a model's
     * thoughts between calls, and Chat Completions everywhere else, which everything speaks.
     */
    public static BackEnd of(Deployment deployment) {
        String mode = deployment.info().mode().orElse("");
        if (mode.equals("responses")) {
            return RESPONSES;
        }
        boolean answersItself = deployment.settings().containsKey(Deployment.MOCK_RESPONSE);
        if (mode.equals("chat") || answersItself) {
            return CHAT;
        }
        return switch (deployment.provider()) {
            case "azure" -> RESPONSES;
            case "openai" -> isOpenAi(deployment.account().base()) ? RESPONSES : CHAT;
            default -> CHAT;
        };
    }

    /** Whether a deployment talks at all: {@code model_info.mode} may say that it makes embeddings or images instead. */
    public static boolean talks(Deployment deployment) {
        return deployment.info().mode().filter(SILENT::contains).isEmpty();
    }

    private static boolean isOpenAi(Optional<String> base) {
        return base.map(url -> url.toLowerCase(Locale.ROOT).matches("https?://api\\.openai\\.com(:\\d+)?(/.*)?"))
                .orElse(true);
    }

    /** Why a tool cannot be used with a model that is called by this API; empty where it can. */
    public Optional<String> refusal(Tool tool, String model) {
        if (this == CHAT && tool instanceof Tool.CodeInterpreter) {
            return Optional.of("The code_interpreter tool cannot be used with the model '" + model
                    + "': it is called by Chat Completions, which has no code interpreter. Use a model that is called by"
                    + " the Responses API (model_info.mode: responses), or leave the tool out.");
        }
        return Optional.empty();
    }
}
