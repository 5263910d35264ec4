package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.FileSearchResources;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.NewToolResources;
import dev.sluice.core.assistants.request.NewVectorStore;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.provider.local.assistants.account.ModelAccount;
import dev.sluice.provider.local.assistants.data.Normal;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.turn.BackEnd;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sees to it that the files and vector stores that requests name are there. */
public final class Resources {
    private final Desk desk;
    private final JsonCodec json;
    private final StoreMaker maker;

    /** With that desk; vector stores are made there. */
    public Resources(Desk desk, Stores stores, JsonCodec json) {
        this.desk = desk;
        this.json = json;
        this.maker = new StoreMaker(desk, stores);
    }

    /** The resources of an assistant that is new; a vector store is made where one is described. */
    CompletionStage<StoreMaker.Made> forAssistant(String owner, Optional<NewToolResources> sent, String model) {
        return forNew(owner, sent, Optional.of(model), List.of());
    }

    /** The same for a thread. What its messages search goes into the store that is described, or else into one of its own. */
    CompletionStage<StoreMaker.Made> forThread(
            String owner, Optional<NewToolResources> sent, List<Attachment> attachments) {
        return forNew(owner, sent, Optional.empty(), attachments)
                .thenCompose(own -> maker.attached(owner, own.resources(), attachments, own.makesStore())
                        .thenApply(own::and));
    }

    /** A thread has no model. */
    private CompletionStage<StoreMaker.Made> forNew(
            String owner, Optional<NewToolResources> sent, Optional<String> model, List<Attachment> attachments) {
        ToolResources resources = sent.map(Normal::resources).orElse(ToolResources.NONE);
        Optional<NewVectorStore> wanted = sent.flatMap(NewToolResources::fileSearch).stream()
                .flatMap(search -> search.vectorStores().stream())
                .findFirst();
        return existing(owner, keys(Optional.of(resources)), model)
                .thenCompose(checked ->
                        files(owner, wanted.map(NewVectorStore::fileIds).orElse(List.of())))
                .thenApply(
                        checked -> wanted.map(store -> maker.of(owner, resources, store, model.isEmpty(), attachments))
                                .orElse(StoreMaker.Made.nothing(resources)));
    }

    /** What attachments make of the resources of their thread. */
    CompletionStage<StoreMaker.Made> attached(String owner, ToolResources resources, List<Attachment> attachments) {
        return maker.attached(owner, resources, attachments, false);
    }

    CompletionStage<Void> files(String owner, List<String> ids) {
        Set<Key> keys = new LinkedHashSet<>();
        ids.forEach(id -> keys.add(new Key(Kind.FILE, id)));
        return existing(owner, keys, Optional.empty());
    }

    /** Those of a thread. */
    CompletionStage<Void> existing(String owner, Optional<ToolResources> resources) {
        return existing(owner, keys(resources), Optional.empty());
    }

    /** Those of an assistant, or of a run: a vector store may also be in the account of their model. */
    CompletionStage<Void> existing(String owner, Optional<ToolResources> resources, String model) {
        return existing(owner, keys(resources), Optional.of(model));
    }

    private static Set<Key> keys(Optional<ToolResources> resources) {
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
        return keys;
    }

    CompletionStage<Void> attachments(String owner, List<Attachment> attachments) {
        Set<Key> keys = new LinkedHashSet<>();
        attachments.forEach(attachment -> keys.add(new Key(Kind.FILE, attachment.fileId())));
        return existing(owner, keys, Optional.empty());
    }

    private CompletionStage<Void> existing(String owner, Set<Key> keys, Optional<String> model) {
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Optional<String> hosting = model.filter(this::searches);
        return desk.archive().get(owner, keys).thenCompose(found -> {
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (Key key : keys) {
                if (key.kind() == Kind.VECTOR_STORE
                        && hosting.isPresent()
                        && found.find(key.kind(), key.id()).isEmpty()) {
                    all = all.thenCompose(before -> hosted(owner, hosting.get(), key.id()));
                } else {
                    found.get(key.kind(), key.id());
                }
            }
            return all;
        });
    }

    /** Whether a model can search vector stores of its own account. */
    private boolean searches(String model) {
        return desk.models()
                .serving(model)
                .filter(deployment -> BackEnd.of(deployment) == BackEnd.RESPONSES)
                .isPresent();
    }

    private CompletionStage<Void> hosted(String owner, String model, String storeId) {
        return new ModelAccount(
                        desk.models(),
                        json,
                        desk.ids(),
                        owner,
                        model,
                        desk.loops().get())
                .hosts(storeId)
                .exceptionally(unreachable -> false)
                .thenAccept(hosts -> {
                    if (!hosts) {
                        throw Refusals.notFound(Kind.VECTOR_STORE, storeId);
                    }
                });
    }
}
