package dev.sluice.core.passthrough;

import dev.sluice.core.log.Quantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Makes answers as upstreams give them, each with what its upstream will put on the bill. */
final class Invoices {
    /** A model that costs nothing by the table of prices. */
    static final String FREE_MODEL = "omni-moderation-latest";

    private final Random random;

    Invoices(Random random) {
        this.random = random;
    }

    /**
     * An answer.
     *
     * @param target what was asked
     * @param asked the request
     * @param type the content type
     * @param body the answer
     * @param billed the upstream's own figures; empty where the call costs nothing
     * @param stated whether the answer says them
     */
    record Answer(String target, String asked, String type, String body, Map<Quantity, Long> billed, boolean stated) {
        /** Whether the upstream charges nothing for it, without saying so. */
        boolean isFree() {
            return asked.contains(FREE_MODEL);
        }
    }

    /** An answer of any endpoint. */
    Answer any() {
        return switch (random.nextInt(15)) {
            case 0 -> chat();
            case 1 -> chatStream(true);
            case 2 -> chatStream(false);
            case 3 ->
                json(
                        "/v1/completions",
                        "{\"object\":\"text_completion\",\"choices\":[{\"finish_reason\":\"stop\"}],\"usage\":%s}");
            case 4 -> completionStream();
            case 5 ->
                json(
                        "/v1/responses",
                        "{\"object\":\"response\",\"status\":\"completed\",\"output\":[{\"type\":\"message\"}],\"usage\":%s}");
            case 6 -> responseStream();
            case 7 -> embeddings();
            case 8 ->
                json(
                        "/v1/images/generations",
                        "{\"created\":1,\"data\":[{\"b64_json\":\"" + noise(300) + "\"}],\"usage\":%s}");
            case 9 -> json("/v1/audio/transcriptions", "{\"text\":\"" + noise(40) + "\",\"usage\":%s}");
            case 10 -> new Answer("/v1/audio/speech", asked(false), "audio/mpeg", noise(400), tokens(), false);
            case 11 -> runStream();
            case 12 ->
                new Answer(
                        "/v1/threads/t_1/runs",
                        asked(false),
                        JSON,
                        "{\"object\":\"thread.run\",\"status\":\"queued\",\"usage\":null}",
                        tokens(),
                        false);
            case 13 ->
                new Answer(
                        "/v1/moderations",
                        "{\"model\":\"" + FREE_MODEL + "\",\"input\":\"x\"}",
                        JSON,
                        "{\"id\":\"modr-1\",\"model\":\"" + FREE_MODEL + "\",\"results\":[{\"flagged\":false}]}",
                        Map.of(),
                        false);
            default ->
                new Answer(
                        "/v1/batches",
                        asked(false),
                        JSON,
                        "{\"object\":\"batch\",\"status\":\"validating\",\"usage\":{\"input_tokens\":0,\"output_tokens\":0,\"total_tokens\":0}}",
                        tokens(),
                        false);
        };
    }

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private Answer chat() {
        Map<Quantity, Long> billed = tokens();
        String usage = "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
                        .formatted(
                                of(billed, Quantity.INPUT_TOKENS),
                                of(billed, Quantity.OUTPUT_TOKENS),
                                of(billed, Quantity.TOTAL_TOKENS))
                + "\"prompt_tokens_details\":{\"cached_tokens\":%d,\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":%d}}"
                        .formatted(
                                of(billed, Quantity.CACHED_INPUT_TOKENS), of(billed, Quantity.REASONING_OUTPUT_TOKENS));
        String body =
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"message\":{\"content\":\""
                        + trap() + "\"},\"finish_reason\":\"stop\"}],\"usage\":" + usage
                        + ",\"service_tier\":\"default\"}";
        return new Answer("/v1/chat/completions", asked(false), JSON, body, billed, true);
    }

    private Answer chatStream(boolean included) {
        Map<Quantity, Long> billed = tokens();
        StringBuilder events = new StringBuilder();
        for (int i = 0; i <= random.nextInt(5); i++) {
            event(
                    events,
                    "",
                    "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":{\"content\":\""
                            + trap() + "\"},\"finish_reason\":null}]" + (included ? ",\"usage\":null" : "") + "}");
        }
        if (included) {
            event(events, "", "{\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":" + ofChat(billed) + "}");
        }
        event(events, "", "[DONE]");
        return new Answer("/v1/chat/completions", asked(true), EVENTS, events.toString(), billed, included);
    }

    private static long of(Map<Quantity, Long> billed, Quantity quantity) {
        return Objects.requireNonNull(billed.get(quantity));
    }

    private Answer completionStream() {
        Map<Quantity, Long> billed = tokens();
        StringBuilder events = new StringBuilder();
        long written = 0;
        long all = of(billed, Quantity.OUTPUT_TOKENS);
        for (int i = 1; i <= 3; i++) {
            written = all * i / 3;
            Map<Quantity, Long> soFar = new EnumMap<>(billed);
            soFar.put(Quantity.OUTPUT_TOKENS, written);
            soFar.put(Quantity.TOTAL_TOKENS, written + of(billed, Quantity.INPUT_TOKENS));
            soFar.put(
                    Quantity.REASONING_OUTPUT_TOKENS, Math.min(written, of(billed, Quantity.REASONING_OUTPUT_TOKENS)));
            event(
                    events,
                    "",
                    "{\"object\":\"text_completion\",\"choices\":[{\"text\":\"" + trap() + "\"}],\"usage\":"
                            + ofChat(soFar) + "}");
        }
        event(events, "", "[DONE]");
        return new Answer("/v1/completions", asked(true), EVENTS, events.toString(), billed, true);
    }

    private Answer responseStream() {
        Map<Quantity, Long> billed = tokens();
        StringBuilder events = new StringBuilder();
        event(
                events,
                "response.created",
                "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\",\"usage\":null}}");
        for (int i = 0; i <= random.nextInt(4); i++) {
            event(
                    events,
                    "response.output_text.delta",
                    "{\"type\":\"response.output_text.delta\",\"delta\":\"" + trap() + "\"}");
        }
        event(
                events,
                "response.completed",
                "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"text\":\""
                        + trap() + "\"}]}],\"usage\":" + ofResponse(billed) + "}}");
        return new Answer("/v1/responses", asked(true), EVENTS, events.toString(), billed, true);
    }

    private Answer runStream() {
        Map<Quantity, Long> billed = tokens();
        StringBuilder events = new StringBuilder();
        event(
                events,
                "thread.run.created",
                "{\"id\":\"run_1\",\"object\":\"thread.run\",\"status\":\"queued\",\"usage\":null}");
        long in = of(billed, Quantity.INPUT_TOKENS);
        long out = of(billed, Quantity.OUTPUT_TOKENS);
        event(
                events,
                "thread.run.step.completed",
                "{\"id\":\"step_1\",\"object\":\"thread.run.step\",\"status\":\"completed\",\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}}"
                        .formatted(in / 2, out / 2, in / 2 + out / 2));
        event(
                events,
                "thread.message.delta",
                "{\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"text\":{\"value\":\"" + trap()
                        + "\"}}]}}");
        event(
                events,
                "thread.run.step.completed",
                "{\"id\":\"step_2\",\"object\":\"thread.run.step\",\"status\":\"completed\",\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}}"
                        .formatted(in - in / 2, out - out / 2, in - in / 2 + out - out / 2));
        event(
                events,
                "thread.run.completed",
                "{\"id\":\"run_1\",\"object\":\"thread.run\",\"status\":\"completed\",\"usage\":" + ofChat(billed)
                        + "}");
        event(events, "done", "[DONE]");
        return new Answer("/v1/threads/t_1/runs", asked(true), EVENTS, events.toString(), billed, true);
    }

    private Answer embeddings() {
        long tokens = random.nextInt(5000);
        Map<Quantity, Long> billed =
                new EnumMap<>(Map.of(Quantity.INPUT_TOKENS, tokens, Quantity.TOTAL_TOKENS, tokens));
        String body =
                "{\"object\":\"list\",\"data\":[{\"embedding\":[0.1,0.2]}],\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%d}}"
                        .formatted(tokens, tokens);
        return new Answer("/v1/embeddings", asked(false), JSON, body, billed, true);
    }

    private Answer json(String target, String body) {
        Map<Quantity, Long> billed = tokens();
        boolean ofChat = target.equals("/v1/completions");
        return new Answer(
                target,
                asked(false),
                JSON,
                body.replace("%s", ofChat ? ofChat(billed) : ofResponse(billed)),
                billed,
                true);
    }

    private Map<Quantity, Long> tokens() {
        long in = random.nextInt(100_000);
        long out = random.nextInt(10_000);
        Map<Quantity, Long> figures = new EnumMap<>(Quantity.class);
        figures.put(Quantity.INPUT_TOKENS, in);
        figures.put(Quantity.OUTPUT_TOKENS, out);
        figures.put(Quantity.TOTAL_TOKENS, in + out);
        figures.put(Quantity.CACHED_INPUT_TOKENS, in == 0 ? 0 : random.nextLong(in));
        figures.put(Quantity.REASONING_OUTPUT_TOKENS, out == 0 ? 0 : random.nextLong(out));
        return figures;
    }

    private static String ofChat(Map<Quantity, Long> billed) {
        return "{\"prompt_tokens\":%d,\"prompt_tokens_details\":{\"cached_tokens\":%d},\"completion_tokens\":%d,\"total_tokens\":%d,\"completion_tokens_details\":{\"reasoning_tokens\":%d}}"
                .formatted(all(billed));
    }

    private static String ofResponse(Map<Quantity, Long> billed) {
        return "{\"input_tokens\":%d,\"input_tokens_details\":{\"cached_tokens\":%d},\"output_tokens\":%d,\"total_tokens\":%d,\"output_tokens_details\":{\"reasoning_tokens\":%d}}"
                .formatted(all(billed));
    }

    private static Object[] all(Map<Quantity, Long> billed) {
        return List.of(
                        of(billed, Quantity.INPUT_TOKENS),
                        of(billed, Quantity.CACHED_INPUT_TOKENS),
                        of(billed, Quantity.OUTPUT_TOKENS),
                        of(billed, Quantity.TOTAL_TOKENS),
                        of(billed, Quantity.REASONING_OUTPUT_TOKENS))
                .toArray();
    }

    private String asked(boolean stream) {
        return "{\"model\":\"m\"" + (stream ? ",\"stream\":true}" : "}");
    }

    /** Text that looks like what is looked for. */
    private String trap() {
        List<String> traps = new ArrayList<>(List.of(
                "Hello",
                "\\\"usage\\\":{\\\"prompt_tokens\\\":1}",
                "[DONE]",
                "data: [DONE]",
                "\\n\\n",
                "ü€😀",
                "}}]}"));
        return traps.get(random.nextInt(traps.size()));
    }

    private String noise(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private void event(StringBuilder events, String name, String data) {
        String end = "\n";
        events.append(name.isEmpty() ? "" : "event: " + name + end)
                .append("data: ")
                .append(data)
                .append(end)
                .append(end);
    }
}
