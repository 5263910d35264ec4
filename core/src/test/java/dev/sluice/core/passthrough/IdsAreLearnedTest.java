package dev.sluice.core.passthrough;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Home;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids an answer teaches. */
class IdsAreLearnedTest {
    private static final String JSON = "application/json";
    private static final String SSE = "text/event-stream; charset=utf-8";

    private static Set<String> learned(int status, Headers headers, String request, List<String> chunks) {
        return learned("/x", status, headers, request, chunks);
    }

    private static Set<String> learned(String path, int status, Headers headers, String request, List<String> chunks) {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        gateway.upstream.otherwise((deployment, sent) -> CompletableFuture.completedFuture(
                new HttpReply(status, headers, Streams.of(chunks.toArray(String[]::new)))));
        HttpReply reply = gateway.call(TestCall.post(path, request));
        assertThat(Streams.text(reply.body()).join()).isEqualTo(String.join("", chunks));
        Home home = new Home(gateway.accounts.of(gateway.router.deployments().get(0)), "master");
        assertThat(gateway.ledger.homes.values()).allMatch(home::equals);
        return new TreeSet<>(gateway.ledger.homes.keySet());
    }

    private static List<String> cut(String text, int size) {
        List<String> chunks = new ArrayList<>();
        for (int at = 0; at < text.length(); at += size) {
            chunks.add(text.substring(at, Math.min(text.length(), at + size)));
        }
        return chunks;
    }

    private static Set<String> words(String text) {
        return text == null ? Set.of() : new TreeSet<>(Set.of(text.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // created
                "{\"id\":\"thread_1\",\"object\":\"thread\",\"metadata\":{\"id\":\"note_1\",\"thread_id\":\"note_2\"}}|thread_1",
                "{\"object\":\"file\",\"id\":\"file-1\",\"filename\":\"my-file.txt\",\"purpose\":\"fine-tune\"}|file-1",
                "{\"id\":\"run_1\",\"thread_id\":\"thread_1\",\"assistant_id\":\"asst_1\",\"tools\":[{\"function\":{\"name\":\"a_b\",\"parameters\":{\"id\":\"x_1\"}}}]}|run_1 thread_1 asst_1",
                "{\"id\":\"batch_1\",\"input_file_id\":\"file-1\",\"output_file_id\":null,\"error_file_id\":\"file-2\"}|batch_1 file-1 file-2",
                "{\"id\":\"resp_1\",\"conversation\":{\"id\":\"conv_1\"},\"output\":[{\"id\":\"msg_1\",\"content\":[{\"text\":\"file-9\",\"annotations\":[{\"file_id\":\"file-1\"}]}]}]}|resp_1 conv_1 msg_1 file-1",
                "{\"id\":\"upload_1\",\"object\":\"upload\",\"file\":{\"id\":\"file-1\",\"object\":\"file\"}}|upload_1 file-1",
                "{\"id\":\"b7a0c3a2-0f8e-4c1e-9d1c-3f1a2b4c5d6e\"}|b7a0c3a2-0f8e-4c1e-9d1c-3f1a2b4c5d6e",
                // listed
                "{\"object\":\"list\",\"data\":[{\"id\":\"asst_1\",\"tools\":[{\"id\":\"tool_1\"}]},{\"id\":\"asst_2\"}],\"first_id\":\"asst_1\",\"last_id\":\"asst_2\",\"has_more\":false}|asst_1 asst_2",
                "{\"data\":[],\"has_more\":false}|",
                // not there
                "{\"id\":null}|",
                "{\"id\":17}|",
                "{\"id\":\"noseparator\"}|",
                "{\"id\":\"with space_1\"}|",
                "{\"ids\":[\"thread_1\"]}|",
                "{\"nested\":{\"id\":\"thread_1\"}}|",
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"call_1\"}]}}]}|",
                "not json|",
            })
    void ofObjectsAndLists(String body, String ids) {
        for (int size = 1; size <= body.length(); size += 3) {
            assertThat(learned(200, Headers.of("Content-Type", JSON), "{\"model\":\"m\"}", cut(body, size)))
                    .as("pieces of %d", size)
                    .isEqualTo(words(ids));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // request | object of the answer | learned
                "{\"model\":\"m\"}|chat.completion|",
                "{\"model\":\"m\",\"store\":false}|chat.completion|",
                "{\"model\":\"m\",\"store\":null}|chat.completion|",
                "{\"model\":\"m\",\"store\":true}|chat.completion|chatcmpl-1",
                "{\"model\":\"m\",\"store\":true}|chat.completion.chunk|chatcmpl-1",
                "{\"model\":\"m\"}|text_completion|",
                "{\"model\":\"m\"}|response|chatcmpl-1",
                "{\"model\":\"m\",\"store\":null}|response|chatcmpl-1",
                "{\"model\":\"m\",\"store\":false}|response|",
            })
    void ofAnswersOnlyWhereTheyAreKept(String request, String object, String ids) {
        String body = "{\"id\":\"chatcmpl-1\",\"object\":\"" + object + "\",\"choices\":[]}";
        assertThat(learned(200, Headers.of("Content-Type", JSON), request, List.of(body)))
                .isEqualTo(words(ids));
        String events = "data: " + body + "\n\ndata: " + body + "\n\ndata: [DONE]\n\n";
        assertThat(learned(200, Headers.of("Content-Type", SSE), request, cut(events, 11)))
                .isEqualTo(words(ids));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/models", "/v1/models", "/v1/models/gpt-4o"})
    void ofModelsOnlyTheFineTuned(String path) {
        String body = "{\"data\":[{\"id\":\"gpt-4o\"},{\"id\":\"ft:gpt-4o:us::a\"}]}";
        assertThat(learned(path, 200, Headers.of("Content-Type", JSON), "{\"model\":\"m\"}", List.of(body)))
                .containsExactly("ft:gpt-4o:us::a");
    }

    @Test
    void ofEventsOfAStream() {
        String stream = String.join(
                "",
                "event: thread.created\ndata: {\"id\":\"thread_1\",\"object\":\"thread\"}\n\n",
                ": comment\r\n\r\nevent: thread.run.created\r\ndata: {\"id\":\"run_1\",\"object\":\"thread.run\",\r\n",
                "data: \"thread_id\":\"thread_1\",\"metadata\":{\"x\":\"note_1\"}}\r\n\r\n",
                "data: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"object\":\"response\"}}\n\n",
                "data: {\"type\":\"response.output_item.added\",\"item\":{\"id\":\"rs_1x\",\"type\":\"reasoning\"}}\n\n",
                "event: done\ndata: [DONE]\n\n");
        for (int size = 1; size < 90; size += 2) {
            assertThat(learned(200, Headers.of("Content-Type", SSE), "{\"model\":\"m\"}", cut(stream, size)))
                    .as("pieces of %d", size)
                    .containsExactly("resp_1", "rs_1x", "run_1", "thread_1");
        }
    }

    @Test
    void ofEncodedAnswers() throws IOException {
        String json = "{\"id\":\"file-1\",\"pad\":\"" + "x".repeat(30_000) + "\",\"thread_id\":\"thread_1\"}";
        for (String encoding : new String[] {"gzip", "x-gzip", "deflate", "GZIP", "identity"}) {
            Headers headers = Headers.of("Content-Type", JSON, "Content-Encoding", encoding);
            for (int size : new int[] {1, 7, 100_000}) {
                assertThat(learned(200, headers, "{\"model\":\"m\"}", cut(encoded(json, encoding), size)))
                        .as("%s in pieces of %d", encoding, size)
                        .containsExactly("file-1", "thread_1");
            }
        }
        Headers broken = Headers.of("Content-Type", JSON, "Content-Encoding", "gzip");
        assertThat(learned(200, broken, "{\"model\":\"m\"}", List.of(json))).isEmpty();
        Headers unread = Headers.of("Content-Type", JSON, "Content-Encoding", "br");
        assertThat(learned(200, unread, "{\"model\":\"m\"}", List.of(json))).isEmpty();
    }

    private static String encoded(String text, String encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (encoding) {
            case "identity" -> bytes;
            case "deflate" -> new DeflaterOutputStream(bytes);
            default -> new GZIPOutputStream(bytes);
        }) {
            out.write(text.getBytes(ISO_8859_1));
        }
        return bytes.toString(ISO_8859_1);
    }

    @Test
    void nothingOfErrorsAndOfOtherKindsOfContent() {
        String body = "{\"id\":\"thread_1\"}";
        assertThat(learned(404, Headers.of("Content-Type", JSON), "{\"model\":\"m\"}", List.of(body)))
                .isEmpty();
        assertThat(learned(
                        200,
                        Headers.of("Content-Type", "application/octet-stream"),
                        "{\"model\":\"m\"}",
                        List.of(body)))
                .isEmpty();
        assertThat(learned(200, Headers.EMPTY, "{\"model\":\"m\"}", List.of(body)))
                .isEmpty();
    }

    @Test
    void beforeTheClientCanUseThem() {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        gateway.upstream.otherwise(Answer.json(200, "{\"id\":\"thread_1\"}"));
        HttpReply reply = gateway.call(TestCall.post("/threads", "{\"model\":\"m\"}"));
        List<Boolean> known = new ArrayList<>();

        Streams.each(reply.body(), slice -> known.add(gateway.ledger.homes.containsKey("thread_1")));

        assertThat(known).containsExactly(true);
    }

    @Test
    void onlyWhereTheyCouldLiveElsewhere() {
        TestGateway gateway = Setup.of("m", "n").start();
        gateway.upstream.otherwise(Answer.json(200, "{\"id\":\"thread_1\"}"));
        Streams.text(gateway.call(TestCall.post("/threads", "{\"model\":\"m\"}"))
                        .body())
                .join();

        assertThat(gateway.ledger.homes).isEmpty();
    }
}
