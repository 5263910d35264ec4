package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.files.ChunkingStrategy;
import dev.sluice.core.assistants.files.CreateVectorStoreFile;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreExpiration;
import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.FileSearchResources;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.NewVectorStore;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.provider.local.assistants.vectors.Entries;
import dev.sluice.provider.local.assistants.vectors.StoreEdit;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes vector stores on the way: those that requests describe, and those that the attachments of messages take. */
final class StoreMaker {
    private static final VectorStoreExpiration OF_THREADS = VectorStoreExpiration.afterDays(7);

    private final Desk desk;
    private final Stores stores;

    StoreMaker(Desk desk, Stores stores) {
        this.desk = desk;
        this.stores = stores;
    }

    /**
     * Resources, and what is to be written with them.
     *
     * @param resources as their object shows them
     * @param makesStore whether a vector store is among what is written
     * @param writes what else is to be written
     */
    record Made(ToolResources resources, boolean makesStore, Consumer<Change.Builder> writes) {
        static Made nothing(ToolResources resources) {
            return new Made(resources, false, change -> {});
        }

        Made and(Made more) {
            return new Made(more.resources, makesStore || more.makesStore, writes.andThen(more.writes));
        }
    }

    /** A store that a request describes; those of threads do not live on for ever. */
    Made of(
            String owner,
            ToolResources resources,
            NewVectorStore wanted,
            boolean isOfThread,
            List<Attachment> attachments) {
        VectorStore store = VectorStore.builder()
                .id(desk.ids().hexId("vs_"))
                .expiresAfter(isOfThread ? OF_THREADS : null)
                .metadata(wanted.metadata())
                .build();
        List<String> ids = Stream.concat(wanted.fileIds().stream(), with(attachments, Tool.FileSearch.class))
                .toList();
        return made(owner, resources, store, files(ids, wanted.chunkingStrategy()));
    }

    private Made made(String owner, ToolResources resources, VectorStore store, List<CreateVectorStoreFile> files) {
        return new Made(
                searching(resources, store.id()),
                true,
                change -> stores.create(owner, change, store, files).finish());
    }

    static List<CreateVectorStoreFile> files(List<String> ids, Optional<ChunkingStrategy> strategy) {
        return ids.stream()
                .distinct()
                .map(id -> new CreateVectorStoreFile(id, Map.of(), strategy.orElse(null)))
                .toList();
    }

    private static ToolResources searching(ToolResources resources, String storeId) {
        return new ToolResources(resources.codeInterpreter().orElse(null), new FileSearchResources(List.of(storeId)));
    }

    /**
     * What the attachments of messages make of the resources of their thread.
     *
     * @param onlyCode whether those that are searched are taken care of
     */
    CompletionStage<Made> attached(
            String owner, ToolResources resources, List<Attachment> attachments, boolean onlyCode) {
        ToolResources withCode = withCode(resources, attachments);
        List<String> searched = with(attachments, Tool.FileSearch.class).toList();
        if (searched.isEmpty() || onlyCode) {
            return CompletableFuture.completedFuture(Made.nothing(withCode));
        }
        Optional<String> storeId = withCode.fileSearch().map(FileSearchResources::vectorStoreIds).stream()
                .flatMap(List::stream)
                .findFirst();
        Set<Key> keys = new HashSet<>();
        storeId.ifPresent(id -> {
            keys.add(new Key(Kind.VECTOR_STORE, id));
            searched.forEach(file -> keys.add(Entries.key(id, file)));
        });
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(freshFor(owner, withCode, searched));
        }
        return desk.archive()
                .get(owner, keys)
                .thenApply(found -> found.find(Kind.VECTOR_STORE, storeId.orElse(""))
                        .filter(document -> !stores.isExpired(desk.archive().read(document, VectorStore.class)))
                        .map(document -> new Made(
                                withCode, false, change -> addTo(change, document, found.documents(), searched)))
                        .orElseGet(() -> freshFor(owner, withCode, searched)));
    }

    private Made freshFor(String owner, ToolResources resources, List<String> files) {
        VectorStore store = VectorStore.builder()
                .id(desk.ids().hexId("vs_"))
                .expiresAfter(OF_THREADS)
                .build();
        return made(owner, resources, store, files(files, Optional.empty()));
    }

    /** Files that are in the store are not indexed again. */
    private void addTo(Change.Builder change, Document store, Map<Key, Document> found, List<String> files) {
        StoreEdit edit = StoreEdit.of(desk.archive(), change, store);
        files.stream()
                .filter(file -> !found.containsKey(Entries.key(store.key().id(), file)))
                .forEach(file -> edit.add(
                        CreateVectorStoreFile.of(file),
                        null,
                        Optional.empty(),
                        desk.clock().instant()));
        edit.finish();
    }

    private static Stream<String> with(List<Attachment> attachments, Class<? extends Tool> tool) {
        return attachments.stream()
                .filter(attachment -> attachment.tools().stream().anyMatch(tool::isInstance))
                .map(Attachment::fileId)
                .distinct();
    }

    /** Files that the code interpreter may open are the thread's from then on. */
    private static ToolResources withCode(ToolResources resources, List<Attachment> attachments) {
        Set<String> files = new LinkedHashSet<>(resources
                .codeInterpreter()
                .map(CodeInterpreterResources::fileIds)
                .orElse(List.of()));
        int before = files.size();
        with(attachments, Tool.CodeInterpreter.class).forEach(files::add);
        @Nullable FileSearchResources search = resources.fileSearch().orElse(null);
        return files.size() == before
                ? resources
                : new ToolResources(new CodeInterpreterResources(List.copyOf(files)), search);
    }
}
