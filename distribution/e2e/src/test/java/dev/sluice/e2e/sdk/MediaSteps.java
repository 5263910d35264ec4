package dev.sluice.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import dev.sluice.testkit.fake.FakeOpenAi;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** Images and audio. */
final class MediaSteps {
    private MediaSteps() {}

    static List<Step> all() {
        return List.of(
                new Step("images", MediaSteps::images),
                new Step("speech, byte for byte", MediaSteps::speech),
                new Step("transcription of an upload", MediaSteps::transcription));
    }

    private static void images(OpenAIClient client) {
        ImagesResponse images = client.images()
                .generate(ImageGenerateParams.builder()
                        .model("gpt-image-1")
                        .prompt("a dot")
                        .n(2)
                        .build());

        assertThat(images.data())
                .hasValueSatisfying(data -> assertThat(data)
                        .hasSize(2)
                        .allSatisfy(image -> assertThat(image.b64Json())
                                .hasValueSatisfying(png -> assertThat(png).startsWith("iVBORw0KGgo"))));
    }

    private static void speech(OpenAIClient client) throws Exception {
        String text = "All bytes matter.";
        SpeechCreateParams request = SpeechCreateParams.builder()
                .model("tts-1")
                .voice("alloy")
                .input(text)
                .build();

        try (HttpResponse response = client.audio().speech().create(request)) {
            assertThat(response.body().readAllBytes()).isEqualTo(FakeOpenAi.speechOf(text));
            assertThat(response.headers().values("content-type")).containsExactly("audio/mpeg");
        }
    }

    private static void transcription(OpenAIClient client) {
        byte[] recording = FakeOpenAi.speechOf("a recording");

        TranscriptionCreateResponse response = client.audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder()
                        .model("whisper-1")
                        .file(MultipartField.<InputStream>builder()
                                .value(new ByteArrayInputStream(recording))
                                .filename("talk.mp3")
                                .build())
                        .build());

        assertThat(response.asTranscription().text()).isEqualTo("talk.mp3 has " + recording.length + " bytes");
    }
}
