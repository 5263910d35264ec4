package dev.sluice.e2e.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.NotFoundException;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.vectorstores.VectorStore;
import com.openai.models.vectorstores.VectorStoreCreateParams;
import com.openai.models.vectorstores.VectorStoreListParams;
import com.openai.models.vectorstores.VectorStoreSearchParams;
import com.openai.models.vectorstores.files.FileCreateParams;
import java.util.ArrayList;
import java.util.List;

/** Vector stores, and a list that is walked page by page. */
final class VectorStoreSteps {
    private VectorStoreSteps() {}

    static List<Step> all() {
        return List.of(
                new Step("vector store filled, searched, deleted", VectorStoreSteps::search),
                new Step("list walked page by page", VectorStoreSteps::pages));
    }

    private static void search(OpenAIClient client) {
        VectorStore store = create(client, "foods");
        FileObject file =
                FileSteps.upload(client, "foods.txt", "Filip likes cake.".getBytes(UTF_8), FilePurpose.ASSISTANTS);

        client.vectorStores()
                .files()
                .create(store.id(), FileCreateParams.builder().fileId(file.id()).build());

        assertThat(client.vectorStores().retrieve(store.id()).fileCounts().completed())
                .isEqualTo(1);
        assertThat(client.vectorStores().files().list(store.id()).autoPager()).hasSize(1);
        assertThat(client.vectorStores()
                        .search(
                                store.id(),
                                VectorStoreSearchParams.builder().query("cake").build())
                        .items())
                .singleElement()
                .satisfies(hit -> assertThat(hit.filename()).isEqualTo("foods.txt"));

        assertThat(client.vectorStores().delete(store.id()).deleted()).isTrue();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.vectorStores().retrieve(store.id()));
    }

    private static void pages(OpenAIClient client) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(create(client, "page " + i).id());
        }
        VectorStoreListParams three = VectorStoreListParams.builder()
                .limit(3)
                .order(VectorStoreListParams.Order.ASC)
                .build();

        assertThat(client.vectorStores().list(three).autoPager().stream()
                        .map(VectorStore::id)
                        .filter(made::contains))
                .isEqualTo(made);

        made.forEach(id -> client.vectorStores().delete(id));
    }

    private static VectorStore create(OpenAIClient client, String name) {
        return client.vectorStores()
                .create(VectorStoreCreateParams.builder().name(name).build());
    }
}
