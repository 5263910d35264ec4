package dev.sluice.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fake.wire.WireRequest;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FakeOpenAiTest {
    private final FakeOpenAi fake = FakeOpenAi.start("sk-one-0123456789", "sk-two-0123456789");
    private final Client one = new Client(fake, "sk-one-0123456789");
    private final Client two = new Client(fake, "sk-two-0123456789");

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void objects_belong_to_the_account_that_made_them() throws Exception {
        String id = Client.idOf(one.post("/vector_stores", "{\"name\":\"docs\"}"));

        assertThat(one.get("/vector_stores/" + id).statusCode()).isEqualTo(200);
        assertThat(two.get("/vector_stores/" + id).statusCode()).isEqualTo(404);
        assertThat(two.delete("/vector_stores/" + id).statusCode()).isEqualTo(404);
        assertThat(two.get("/vector_stores").body()).contains("\"data\":[]");
        assertThat(one.get("/vector_stores").body()).contains(id);
    }

    @Test
    void an_unknown_key_is_refused_and_not_repeated() throws Exception {
        HttpResponse<String> refused = new Client(fake, "sk-wrong-0123456789").get("/models");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"code\":\"invalid_api_key\"").doesNotContain("sk-wrong-0123456789");
        assertThat(fake.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.account()).isEmpty());
    }

    @Test
    void unknown_paths_and_methods_are_errors_in_openai_s_words() throws Exception {
        assertThat(one.get("/foo").body()).contains("Invalid URL (GET /v1/foo)");
        HttpResponse<String> put = one.send(
                one.to("/models").PUT(HttpRequest.BodyPublishers.noBody()).build());
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.body()).contains("Not allowed to PUT on /v1/models.");
    }

    @Test
    void assistants_need_the_beta_header() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        one.to("/assistants").build().uri())
                .header("Authorization", "Bearer sk-one-0123456789")
                .build();

        HttpResponse<String> refused = one.send(request);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_beta");
        assertThat(one.get("/assistants").statusCode()).isEqualTo(200);
    }

    @Test
    void requests_are_recorded_as_they_came() throws Exception {
        one.send(one.to("/anything-new/a%2Fb?include[]=x%20y&include[]=z".replace("[]", "%5B%5D"))
                .header("x-MiXed", "kept")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{ }"))
                .build());

        assertThat(fake.requests()).singleElement().satisfies(recorded -> {
            WireRequest request = recorded.request();
            assertThat(request.method()).isEqualTo("PATCH");
            assertThat(request.target()).isEqualTo("/v1/anything-new/a%2Fb?include%5B%5D=x%20y&include%5B%5D=z");
            assertThat(request.queryAll("include[]")).containsExactly("x y", "z");
            assertThat(request.text()).isEqualTo("{ }");
            assertThat(request.headers().first("X-Mixed")).contains("kept");
            assertThat(recorded.account()).contains("sk-one-0123456789");
        });
    }

    @Test
    void the_next_call_can_be_made_to_fail() throws Exception {
        fake.failNext(CannedReply.error(429, "requests", "Slow down", "Retry-After", "7"));

        HttpResponse<String> failed = one.get("/models");

        assertThat(failed.statusCode()).isEqualTo(429);
        assertThat(failed.headers().firstValue("retry-after")).contains("7");
        assertThat(failed.headers().firstValue("x-request-id")).isPresent();
        assertThat(one.get("/models").statusCode()).isEqualTo(200);
    }

    @Test
    void a_held_stream_has_sent_its_first_event_and_no_more() throws Exception {
        StreamGate gate = fake.holdStreams();
        HttpRequest chat = one.to("/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .build();

        HttpResponse<InputStream> stream = one.http().send(chat, HttpResponse.BodyHandlers.ofInputStream());

        assertThat(gate.awaitHeld(1, Duration.ofSeconds(10))).isTrue();
        byte[] firstByte = stream.body().readNBytes(1);
        assertThat(stream.body().available()).isPositive();
        assertThat(firstByte).isEqualTo(new byte[] {'d'});
        gate.release();
        assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void an_answer_to_head_has_the_length_and_no_body() throws Exception {
        HttpResponse<String> head = one.send(one.to("/models")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("content-length")).isPresent();
        assertThat(one.get("/models").statusCode()).isEqualTo(200);
    }
}
