package dev.sluice.provider.local.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.memory.MemoryStores;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.FileContents;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.StepPublisher;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Files: sections A.7, B.8 and E.2 of the contract. */
class FilesTest {
    private final Bench bench = new Bench();

    private static String form(String purpose, String content) {
        return field("purpose", purpose) + file(content) + "--x--\r\n";
    }

    private static String field(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"foods.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + content + "\r\n";
    }

    private Bench.Reply upload(String form) {
        return upload(Body.Bytes.of(form.getBytes(UTF_8)));
    }

    private Bench.Reply upload(Body body) {
        return bench.send(request(body));
    }

    private static ProviderRequest request(Body body) {
        return new ProviderRequest(
                "POST",
                "/v1/files",
                null,
                Headers.of("Content-Type", "multipart/form-data; boundary=x"),
                body,
                null,
                false);
    }

    @Test
    void aFile() {
        Bench.Reply reply = upload(form("user_data", "Filip: cake"));
        String expected = "{\"object\":\"file\",\"id\":\"file-1\",\"purpose\":\"user_data\",\"filename\":\"foods.txt\","
                + "\"bytes\":11,\"created_at\":1790000000,\"expires_at\":null,\"status\":\"processed\","
                + "\"status_details\":null}";
        assertThat(reply.masked()).isEqualTo(expected);
        String id = reply.id();
        assertThat(bench.get("/v1/files/" + id).masked()).isEqualTo(expected);
        Bench.Reply content = bench.get("/v1/files/" + id + "/content");
        assertThat(content.text()).isEqualTo("Filip: cake");
        assertThat(content.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(content.header("Content-Disposition")).isEqualTo("attachment; filename=\"foods.txt\"");
        assertThat(bench.delete("/v1/files/" + id).masked())
                .isEqualTo("{\"object\":\"file\",\"id\":\"file-1\",\"deleted\":true}");
        assertThat(bench.get("/v1/files/" + id).text())
                .isEqualTo("{\"error\":{\"message\":\"No such File object: " + id
                        + "\",\"type\":\"invalid_request_error\",\"param\":\"id\",\"code\":null}}");
        assertThat(bench.stores.files().open(id).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void aFileThatComesInPieces() {
        String form = form("user_data", "x".repeat(100_000));
        byte[][] pieces = new byte[form.length() / 1000 + 1][];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = form.substring(i * 1000, Math.min(form.length(), (i + 1) * 1000))
                    .getBytes(UTF_8);
        }
        Bench.Reply reply = upload(Bodies.stream(pieces));
        assertThat(reply.text()).contains("\"bytes\":100000");
        assertThat(bench.get("/v1/files/" + reply.id() + "/content").text()).isEqualTo("x".repeat(100_000));
    }

    @Test
    void whatAssistantsWorkOnIsNotGivenBack() {
        String id = upload(form("assistants", "x")).id();
        Bench.Reply content = bench.get("/v1/files/" + id + "/content");
        assertThat(content.status()).isEqualTo(400);
        assertThat(content.text()).contains("Not allowed to download files of purpose: assistants");
    }

    @Test
    void listsByPurpose() {
        String first = upload(form("assistants", "1")).id();
        String second = upload(form("vision", "2")).id();
        String third = upload(form("assistants", "3")).id();
        assertThat(bench.get("/v1/files").text()).contains("\"first_id\":\"" + third + "\",\"last_id\":\"" + first);
        assertThat(bench.get("/v1/files?purpose=vision").text())
                .contains(second)
                .doesNotContain(first);
        assertThat(bench.get("/v1/files?limit=1&after=" + third).text())
                .contains(second)
                .contains("\"has_more\":true");
    }

    @Test
    void aFileThatExpires() {
        String id = upload(field("purpose", "user_data") + field("expires_after[anchor]", "created_at")
                        + field("expires_after[seconds]", "3600") + file("x") + "--x--\r\n")
                .id();
        assertThat(bench.get("/v1/files/" + id).text()).contains("\"expires_at\":1790003600");
        bench.clock.advance(Duration.ofSeconds(3600));
        assertThat(bench.get("/v1/files/" + id).status()).isEqualTo(404);
        assertThat(bench.get("/v1/files/" + id + "/content").status()).isEqualTo(404);
    }

    private String expiring(int seconds) {
        return upload(field("purpose", "user_data") + field("expires_after[anchor]", "created_at")
                        + field("expires_after[seconds]", String.valueOf(seconds)) + file("x") + "--x--\r\n")
                .id();
    }

    private boolean hasContent(String id) {
        return bench.stores.files().open(id).toCompletableFuture().join().isPresent();
    }

    @Test
    void aFileThatIsPastItsTimeGoesWithAllThatBelongsToIt() {
        String id = expiring(3600);
        String store = bench.vectorStore(id);
        bench.loop.advance(Duration.ofSeconds(3590));
        assertThat(bench.get("/v1/files").text()).contains(id);
        bench.restart();
        bench.loop.advance(Duration.ofSeconds(12));
        assertThat(bench.get("/v1/files").text()).contains("\"data\":[]");
        assertThat(bench.get("/v1/vector_stores/" + store + "/files").text()).contains("\"data\":[]");
        assertThat(hasContent(id)).isFalse();
    }

    @Test
    void aFileThatIsPastItsTimeCanBeDeleted() {
        String id = expiring(3600);
        bench.clock.advance(Duration.ofSeconds(3600));
        assertThat(bench.reply("DELETE", "/v1/files/" + id, null).text())
                .isEqualTo("{\"object\":\"file\",\"id\":\"" + id + "\",\"deleted\":true}");
        assertThat(bench.reply("DELETE", "/v1/files/" + id, null).status()).isEqualTo(404);
        assertThat(hasContent(id)).isFalse();
    }

    @Test
    void aFileThatDoesNotExpireStays() {
        String id = upload(form("user_data", "x")).id();
        bench.loop.advance(Duration.ofDays(2));
        assertThat(bench.get("/v1/files/" + id + "/content").text()).isEqualTo("x");
    }

    /** The process ended when the bytes were there, and the file was not. */
    @Test
    void bytesThatBelongToNoFileGoAfterADay() {
        AssistantStores kept = MemoryStores.create();
        Watched contents = new Watched(kept.files());
        Bench watched =
                new Bench(new AssistantStores(kept.objects(), kept.queue(), kept.events(), contents, kept.index()));
        StepPublisher upload = new StepPublisher();
        CompletableFuture<HttpReply> reply = watched.begin(request(new Body.Stream(upload, OptionalLong.empty())));
        upload.emit((field("purpose", "user_data") + file("x") + "--x\r\n").getBytes(UTF_8));
        watched.loop.forget();
        watched.restart();
        watched.loop.advance(Duration.ofHours(23));
        assertThat(contents.ids).hasSize(1);
        watched.loop.advance(Duration.ofHours(2));
        assertThat(contents.ids).isEmpty();
        assertThat(reply).isNotDone();
    }

    /** Knows what is kept. */
    private static final class Watched implements FileContents {
        private final FileContents contents;
        private final Set<String> ids = new HashSet<>();

        Watched(FileContents contents) {
            this.contents = contents;
        }

        @Override
        public CompletionStage<Long> keep(String fileId, Body content) {
            return contents.keep(fileId, content).thenApply(size -> {
                ids.add(fileId);
                return size;
            });
        }

        @Override
        public CompletionStage<Optional<Body>> open(String fileId) {
            return contents.open(fileId);
        }

        @Override
        public CompletionStage<Void> remove(String fileId) {
            ids.remove(fileId);
            return contents.remove(fileId);
        }
    }

    @Test
    void formsThatAreWrong() {
        assertThat(upload(field("purpose", "assistants") + "--x--\r\n").text())
                .contains("Missing required parameter: 'file'.");
        assertThat(upload(file("x") + "--x--\r\n").text()).contains("Missing required parameter: 'purpose'.");
        assertThat(upload(form("poems", "x")).text()).contains("Invalid value: 'poems'. Supported values are:");
        assertThat(upload(field("purpose", "assistants") + file("x")).status()).isEqualTo(400);
        assertThat(bench.post("/v1/files", "{}").text()).contains("multipart/form-data");
        assertThat(bench.get("/v1/files").text()).contains("\"data\":[]");
    }

    @Test
    void aMessageNamesAFileThatIsThere() {
        String file = upload(form("assistants", "x")).id();
        String thread = bench.thread("Hi");
        Bench.Reply message = bench.post(
                "/v1/threads/" + thread + "/messages",
                "{\"role\":\"user\",\"content\":\"x\",\"attachments\":[{\"file_id\":\"" + file
                        + "\",\"tools\":[{\"type\":\"code_interpreter\"}]}]}");
        assertThat(message.text())
                .contains(
                        "\"attachments\":[{\"file_id\":\"" + file + "\",\"tools\":[{\"type\":\"code_interpreter\"}]}]");
        assertThat(bench.get("/v1/threads/" + thread).text())
                .contains("\"tool_resources\":{\"code_interpreter\":{\"file_ids\":[\"" + file + "\"]}}");
    }

    @Test
    void anImageInAFileIsSentToTheModel() {
        String file = upload(form("vision", "pixels")).id();
        String thread = bench.post(
                        "/v1/threads",
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_file\",\"image_file\":{\"file_id\":\""
                                + file + "\"}}]}]}")
                .id();
        bench.models.streams(ScriptedModels.says("a cat"), ScriptedModels.stops("stop", 1, 1));
        bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + bench.assistant("") + "\"}");
        assertThat(bench.models.asked(0))
                .contains("{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,cGl4ZWxz\","
                        + "\"detail\":\"auto\"}}");
    }
}
