package dev.sluice.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.finetuning.jobs.FineTuningJob;
import com.openai.models.finetuning.jobs.JobCreateParams;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;

/** Files, and what is made from them. */
final class FileSteps {
    private static final int SIZE = 20 * 1024 * 1024;

    private FileSteps() {}

    static List<Step> contents() {
        return List.of(new Step("file of 20 MB uploaded, downloaded, deleted", FileSteps::largeFile));
    }

    static List<Step> all() {
        return List.of(
                contents().get(0),
                new Step("batch", FileSteps::batch),
                new Step("fine-tuning job", FileSteps::fineTuning));
    }

    /** Uploads a file under that name. */
    static FileObject upload(OpenAIClient client, String name, byte[] content, FilePurpose purpose) {
        return client.files()
                .create(FileCreateParams.builder()
                        .purpose(purpose)
                        .file(MultipartField.<InputStream>builder()
                                .value(new ByteArrayInputStream(content))
                                .filename(name)
                                .build())
                        .build());
    }

    private static void largeFile(OpenAIClient client) throws Exception {
        byte[] content = new byte[SIZE];
        new Random(42).nextBytes(content);

        FileObject file = upload(client, "large.bin", content, FilePurpose.USER_DATA);
        assertThat(file.bytes()).isEqualTo(SIZE);
        assertThat(client.files().retrieve(file.id()).filename()).isEqualTo("large.bin");
        assertThat(client.files().list().autoPager())
                .anyMatch(listed -> listed.id().equals(file.id()));

        try (HttpResponse download = client.files().content(file.id())) {
            assertThat(sha256(download.body().readAllBytes())).isEqualTo(sha256(content));
        }

        assertThat(client.files().delete(file.id()).deleted()).isTrue();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.files().retrieve(file.id()));
    }

    private static void batch(OpenAIClient client) {
        FileObject input = upload(client, "requests.jsonl", new byte[] {'{', '}', '\n'}, FilePurpose.BATCH);

        Batch batch = client.batches()
                .create(BatchCreateParams.builder()
                        .inputFileId(input.id())
                        .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                        .completionWindow(BatchCreateParams.CompletionWindow._24H)
                        .build());

        assertThat(client.batches().retrieve(batch.id()).status()).isEqualTo(Batch.Status.VALIDATING);
        assertThat(client.batches().list().autoPager())
                .anyMatch(listed -> listed.id().equals(batch.id()));
        assertThat(client.batches().cancel(batch.id()).status()).isEqualTo(Batch.Status.CANCELLING);
    }

    private static void fineTuning(OpenAIClient client) {
        FileObject training = upload(client, "training.jsonl", new byte[] {'{', '}', '\n'}, FilePurpose.FINE_TUNE);

        FineTuningJob job = client.fineTuning()
                .jobs()
                .create(JobCreateParams.builder()
                        .model("gpt-4o-mini")
                        .trainingFile(training.id())
                        .build());

        assertThat(client.fineTuning().jobs().retrieve(job.id()).status()).isEqualTo(FineTuningJob.Status.QUEUED);
        assertThat(client.fineTuning().jobs().cancel(job.id()).status()).isEqualTo(FineTuningJob.Status.CANCELLED);
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
