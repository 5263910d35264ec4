package dev.sluice.core.log;

import java.util.Set;

/** Paths with their ids taken out, so that a record, a metric or a span name comes from a bounded set. */
public final class PathTemplate {
    private static final int MOST_SEGMENTS = 8;

    /** The fixed path segments of OpenAI's API description, and those of LiteLLM and Azure. */
    private static final Set<String> WORDS =
            Set.of(("v1 v2 accept activate admin_api_keys alpha api_keys archive assistants audio audio_speeches"
                + " audio_transcriptions audit_logs batches calls cancel certificates characters chat chatkit"
                + " checkpoints client_secrets code_interpreter_sessions compact complete completions containers"
                + " content content_provenance_checks conversations costs data_retention deactivate deployments edits"
                + " embeddings engines evals events extensions file_batches file_search_calls files fine_tuning"
                + " generations graders groups hangup health hosted_tool_permissions images input_items input_tokens"
                + " invites items jobs liveliness liveness messages metrics model_permissions models moderations"
                + " openai organization output_items parts pause permissions projects rate_limits readiness realtime"
                + " refer reject remix rerank responses resume roles routes run runs search service_accounts sessions"
                + " skills speech spend_alerts spend_limit steps submit_tool_outputs threads transcription_sessions"
                + " transcriptions translations uploads usage users validate variations vector_stores versions videos"
                + " voice_consents voices web_search_calls")
                    .split(" "));

    private PathTemplate() {}

    /** Whether a segment is a word of the API, rather than an id or a name. */
    public static boolean isWord(String segment) {
        return WORDS.contains(segment);
    }

    /** The template: a known segment stays, any other becomes <code>{}</code>, and what follows the eighth is cut. */
    public static String of(String rawPath) {
        StringBuilder template = new StringBuilder(rawPath.length());
        int segments = 0;
        int start = rawPath.startsWith("/") ? 1 : 0;
        while (start < rawPath.length() && segments < MOST_SEGMENTS) {
            int slash = rawPath.indexOf('/', start);
            int end = slash < 0 ? rawPath.length() : slash;
            String segment = rawPath.substring(start, end);
            template.append('/').append(WORDS.contains(segment) ? segment : "{}");
            segments++;
            start = end + 1;
        }
        return template.isEmpty() ? "/" : template.toString();
    }
}
