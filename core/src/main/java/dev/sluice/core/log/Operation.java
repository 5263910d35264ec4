package dev.sluice.core.log;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a call asks a model, or an agent, to do. The names are those of OpenTelemetry's {@code gen_ai.operation.name} where it
 * has one.
 */
public enum Operation {
    /** Chat completions and responses. */
    CHAT,
    /** Completions of plain text. */
    TEXT_COMPLETION,
    /** Vectors for texts. */
    EMBEDDINGS,
    /** A search in a vector store. */
    RETRIEVAL,
    /** An assistant is made. */
    CREATE_AGENT,
    /** A run is begun, or goes on with the outputs of tools. */
    INVOKE_AGENT,
    /** A picture after a text. */
    IMAGE_GENERATION,
    /** A picture after a picture and a text. */
    IMAGE_EDIT,
    /** A picture after a picture. */
    IMAGE_VARIATION,
    /** A text is read aloud. */
    SPEECH,
    /** Speech becomes text. */
    TRANSCRIPTION,
    /** Speech becomes English text. */
    TRANSLATION,
    /** Content is judged. */
    MODERATION,
    /** Documents are put in order. */
    RERANK,
    /** A session of speech and text over a web socket. */
    REALTIME,
    /** A film after a text. */
    VIDEO_GENERATION,
    /** A batch is begun; what it uses is known when it is over. */
    BATCH;

    private final String wire = name().toLowerCase(Locale.ROOT);

    private static final Map<String, Operation> POSTS = Map.ofEntries(
            Map.entry("/chat/completions", CHAT),
            Map.entry("/responses", CHAT),
            Map.entry("/responses/compact", CHAT),
            Map.entry("/completions", TEXT_COMPLETION),
            Map.entry("/embeddings", EMBEDDINGS),
            Map.entry("/vector_stores/{}/search", RETRIEVAL),
            Map.entry("/assistants", CREATE_AGENT),
            Map.entry("/threads/runs", INVOKE_AGENT),
            Map.entry("/threads/{}/runs", INVOKE_AGENT),
            Map.entry("/threads/{}/runs/{}/submit_tool_outputs", INVOKE_AGENT),
            Map.entry("/images/generations", IMAGE_GENERATION),
            Map.entry("/images/edits", IMAGE_EDIT),
            Map.entry("/images/variations", IMAGE_VARIATION),
            Map.entry("/audio/speech", SPEECH),
            Map.entry("/audio/transcriptions", TRANSCRIPTION),
            Map.entry("/audio/translations", TRANSLATION),
            Map.entry("/moderations", MODERATION),
            Map.entry("/rerank", RERANK),
            Map.entry("/videos", VIDEO_GENERATION),
            Map.entry("/batches", BATCH));

    /** What a call asks for, by its method and the template of its path behind the version. */
    static Optional<Operation> of(String method, String resource) {
        if (method.equals("POST")) {
            return Optional.ofNullable(POSTS.get(resource));
        }
        return method.equals("GET") && resource.equals("/realtime") ? Optional.of(REALTIME) : Optional.empty();
    }

    /** The name in records, metrics and spans. */
    public String wire() {
        return wire;
    }
}
