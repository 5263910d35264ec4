package dev.sluice.distribution;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.provider.local.assistants.transfer.LineKind;
import dev.sluice.provider.local.assistants.transfer.Lines;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what an account has by its API, and writes it as lines. */
final class UpstreamExport {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final JsonbCodec json = new JsonbCodec();
    private final String base;
    private final @Nullable String key;
    private final Consumer<String> lines;
    private final PrintStream err;
    private final Set<String> files = new HashSet<>();

    UpstreamExport(String base, @Nullable String key, Consumer<String> lines, PrintStream err) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.key = key;
        this.lines = lines;
        this.err = err;
    }

    /** Everything that can be listed, and these threads; all threads where the server lists them and none are named. */
    void everything(List<String> threads) throws FetchException, IOException {
        files();
        vectorStores();
        each("/assistants", assistant -> line(LineKind.ASSISTANT, assistant));
        if (threads.isEmpty()) {
            listedThreads();
        } else {
            for (String id : threads) {
                thread(get("/threads/" + encoded(id)));
            }
        }
    }

    private void listedThreads() throws FetchException, IOException {
        HttpResponse<byte[]> first = send("/threads?limit=1");
        if (first.statusCode() == OK) {
            each("/threads", this::thread);
        } else {
            err.println("No threads: " + base + " does not list them (HTTP " + first.statusCode()
                    + "). Name them by --thread or --threads.");
        }
    }

    private void thread(JsonNode thread) throws FetchException, IOException {
        line(LineKind.THREAD, thread);
        String path = "/threads/" + encoded(id(thread));
        each(path + "/messages", message -> line(LineKind.MESSAGE, message));
        each(path + "/runs", run -> {
            line(LineKind.RUN, run);
            String steps = path + "/runs/" + encoded(id(run)) + "/steps";
            each(
                    steps + "?include[]=step_details.tool_calls[*].file_search.results[*].content",
                    step -> line(LineKind.RUN_STEP, step));
        });
    }

    private void files() throws FetchException, IOException {
        each("/files", file -> {
            HttpResponse<byte[]> content = send("/files/" + encoded(id(file)) + "/content");
            if (content.statusCode() == OK) {
                line(LineKind.FILE, file);
                files.add(id(file));
                pieces(id(file), content.body());
            } else {
                err.println("Left out: file " + id(file) + ", whose content the server does not give (HTTP "
                        + content.statusCode() + "). Upload it anew.");
            }
        });
    }

    private void pieces(String id, byte[] content) {
        int from = 0;
        do {
            int end = Math.min(content.length, from + Lines.PIECE);
            lines.accept(Lines.content(id, Arrays.copyOfRange(content, from, end), end == content.length));
            from = end;
        } while (from < content.length);
    }

    private void vectorStores() throws FetchException, IOException {
        each("/vector_stores", store -> {
            line(LineKind.VECTOR_STORE, store);
            each("/vector_stores/" + encoded(id(store)) + "/files", entry -> {
                if (files.contains(id(entry))) {
                    line(LineKind.VECTOR_STORE_FILE, entry);
                }
            });
        });
    }

    private void line(LineKind kind, JsonNode object) {
        lines.accept(Lines.object(kind, new String(json.write(object), StandardCharsets.UTF_8)));
    }

    private static String id(JsonNode object) throws FetchException {
        return object.get("id")
                .flatMap(JsonNode::asText)
                .orElseThrow(() -> new FetchException("The server answered with an object that has no id."));
    }

    /** What is done with an object of a list. */
    @FunctionalInterface
    private interface Action {
        void accept(JsonNode object) throws FetchException, IOException;
    }

    /** Each object of a list, oldest first. */
    private void each(String path, Action action) throws FetchException, IOException {
        String after = "";
        boolean more = true;
        while (more) {
            String separator = path.indexOf('?') < 0 ? "?" : "&";
            JsonNode page =
                    get(path + separator + "order=asc&limit=100" + (after.isEmpty() ? "" : "&after=" + encoded(after)));
            List<JsonNode> data = page.get("data").map(JsonNode::elements).orElse(List.of());
            for (JsonNode object : data) {
                action.accept(object);
                after = id(object);
            }
            more = !data.isEmpty()
                    && page.get("has_more").flatMap(JsonNode::asBoolean).orElse(false);
        }
    }

    private JsonNode get(String path) throws FetchException, IOException {
        HttpResponse<byte[]> answer = send(path);
        if (answer.statusCode() != OK) {
            throw new FetchException("GET " + base + path + " was answered with HTTP " + answer.statusCode() + ": "
                    + message(answer.body()));
        }
        try {
            return json.parse(answer.body());
        } catch (GatewayException malformed) {
            throw new FetchException("GET " + base + path + " was answered with something else than JSON.");
        }
    }

    private String message(byte[] body) {
        try {
            return json.parse(body)
                    .get("error")
                    .flatMap(error -> error.get("message"))
                    .flatMap(JsonNode::asText)
                    .orElse("no message");
        } catch (GatewayException malformed) {
            return "no message";
        }
    }

    private HttpResponse<byte[]> send(String path) throws FetchException, IOException {
        URI uri = URI.create(base + path.replace("[", "%5B").replace("]", "%5D"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).header("OpenAI-Beta", "assistants=v2");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new FetchException("Interrupted.");
        } catch (IOException failure) {
            throw new FetchException("Cannot reach " + base + ": " + failure);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
