package dev.sluice.e2e.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Event streams as providers send them, and as they might. */
final class SseCorpus {
    private static final int MEBIBYTE = 1 << 20;

    private SseCorpus() {}

    /** Short ones by name, each below 2 KiB. */
    static Map<String, byte[]> shortStreams() {
        Map<String, String> streams = new LinkedHashMap<>();
        streams.put("chat", chat());
        streams.put("responses", responses());
        streams.put("assistants", assistants());
        streams.put("azure", azure());
        streams.put("crlf", chat().replace("\n", "\r\n"));
        streams.put("cr", "data: one\r\rdata: two\r\r");
        streams.put(
                "comments",
                ": OPENROUTER PROCESSING\n\n:\n\ndata: {\"id\":1}\n\n: keep-alive\n\nid: 7\nretry: 3000\ndata: [DONE]\n\n");
        streams.put("nospace", "data:{\"choices\":[]}\n\ndata:\ndata:two\ndata:  three\n\nevent:x\ndata:[DONE]\n\n");
        streams.put("separators", "data: {\"c\":\"a\u2028b\u2029c\u0085d\ufefff\"}\n\n\ufeffdata: x\n\n");
        streams.put(
                "emoji",
                "data: {\"c\":\"\ud83d\udc69\u200d\ud83d\udcbb \ud83c\udff3\ufe0f\u200d\ud83c\udf08 \u00fc\u6f22\"}\n\n");
        streams.put("unended", "data: {\"a\":1}\n\ndata: {\"usage\":{\"prompt_tokens\":1");
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        streams.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        bytes.put(
                "invalid-utf8",
                new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xc3, (byte) 0x28, (byte) 0xff, 0, '\n', '\n'});
        return bytes;
    }

    /** Long ones by name. */
    static Map<String, byte[]> longStreams() {
        String line = "data: {\"delta\":\"" + "x\u00e9\ud83d\ude00".repeat(MEBIBYTE / 7) + "\"}\n\n";
        String many = chat().repeat(200);
        return Map.of("one-line", line.getBytes(StandardCharsets.UTF_8), "many", many.getBytes(StandardCharsets.UTF_8));
    }

    private static String chat() {
        String chunk = "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
                + "\"delta\":{%s},\"finish_reason\":%s}]}\n\n";
        return chunk.formatted("\"role\":\"assistant\",\"content\":\"\"", "null")
                + chunk.formatted("\"content\":\"Hello\\n\"", "null")
                + chunk.formatted("", "\"stop\"")
                + "data: {\"id\":\"chatcmpl-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,"
                + "\"total_tokens\":4}}\n\ndata: [DONE]\n\n";
    }

    private static String responses() {
        return "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\"}}\n\n"
                + "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"Hi\"}\n\n"
                + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\","
                + "\"usage\":{\"input_tokens\":5,\"output_tokens\":2,\"total_tokens\":7}}}\n\n";
    }

    private static String assistants() {
        return "event: thread.run.created\ndata: {\"id\":\"run_1\",\"object\":\"thread.run\",\"status\":\"queued\"}\n\n"
                + "event: thread.message.delta\ndata: {\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":"
                + "{\"content\":[{\"index\":0,\"type\":\"text\",\"text\":{\"value\":\"Hi\",\"annotations\":[]}}]}}\n\n"
                + "event: thread.run.completed\ndata: {\"id\":\"run_1\",\"usage\":{\"prompt_tokens\":1,"
                + "\"completion_tokens\":1,\"total_tokens\":2}}\n\nevent: done\ndata: [DONE]\n\n";
    }

    private static String azure() {
        return "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":"
                + "[{\"prompt_index\":0,\"content_filter_results\":{\"hate\":{\"filtered\":false}}}]}\n\n"
                + chat();
    }
}
