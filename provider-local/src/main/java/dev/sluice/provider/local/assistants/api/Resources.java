package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.FileSearchResources;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.NewToolResources;
import dev.sluice.core.assistants.request.NewVectorStore;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Normal;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sees to it that the files and vector stores that requests name are there. */
public final class Resources {
    private final Archive archive;
    private final StoreMaker maker;

    /** With that desk; vector stores are made there. */
    public Resources(Desk desk, Stores stores) {
        this.archive = desk.archive();
        this.maker = new StoreMaker(desk, stores);
    }

    /** The resources of an assistant that is new; a vector store is made where one is described. */
    CompletionStage<StoreMaker.Made> forAssistant(String owner, Optional<NewToolResources> sent) {
        return forNew(owner, sent, false, List.of());
    }

    /** The same for a thread. What its messages search goes into the store that is described, or else into one of its own. */
    CompletionStage<StoreMaker.Made> forThread(
            String owner, Optional<NewToolResources> sent, List<Attachment> attachments) {
        return forNew(owner, sent, true, attachments)
                .thenCompose(own -> maker.attached(owner, own.resources(), attachments, own.makesStore())
                        .thenApply(own::and));
    }

    private CompletionStage<StoreMaker.Made> forNew(
            String owner, Optional<NewToolResources> sent, boolean isThread, List<Attachment> attachments) {
        ToolResources resources = sent.map(Normal::resources).orElse(ToolResources.NONE);
        Optional<NewVectorStore> wanted = sent.flatMap(NewToolResources::fileSearch).stream()
                .flatMap(search -> search.vectorStores().stream())
                .findFirst();
        return existing(owner, Optional.of(resources))
                .thenCompose(checked ->
                        files(owner, wanted.map(NewVectorStore::fileIds).orElse(List.of())))
                .thenApply(checked -> wanted.map(store -> maker.of(owner, resources, store, isThread, attachments))
                        .orElse(StoreMaker.Made.nothing(resources)));
    }

    /** What attachments make of the resources of their thread. */
    CompletionStage<StoreMaker.Made> attached(String owner, ToolResources resources, List<Attachment> attachments) {
        return maker.attached(owner, resources, attachments, false);
    }

    CompletionStage<Void> files(String owner, List<String> ids) {
        Set<Key> keys = new LinkedHashSet<>();
        ids.forEach(id -> keys.add(new Key(Kind.FILE, id)));
        return existing(owner, keys);
    }

    CompletionStage<Void> existing(String owner, Optional<ToolResources> resources) {
        Set<Key> keys = new LinkedHashSet<>();
        resources
                .flatMap(ToolResources::codeInterpreter)
                .map(CodeInterpreterResources::fileIds)
                .orElse(List.of())
                .forEach(id -> keys.add(new Key(Kind.FILE, id)));
        resources
                .flatMap(ToolResources::fileSearch)
                .map(FileSearchResources::vectorStoreIds)
                .orElse(List.of())
                .forEach(id -> keys.add(new Key(Kind.VECTOR_STORE, id)));
        return existing(owner, keys);
    }

    CompletionStage<Void> attachments(String owner, List<Attachment> attachments) {
        Set<Key> keys = new LinkedHashSet<>();
        attachments.forEach(attachment -> keys.add(new Key(Kind.FILE, attachment.fileId())));
        return existing(owner, keys);
    }

    private CompletionStage<Void> existing(String owner, Set<Key> keys) {
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return archive.get(owner, keys).thenAccept(found -> keys.forEach(key -> found.get(key.kind(), key.id())));
    }
}
