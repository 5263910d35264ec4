package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.FileSearchResources;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.NewToolResources;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Normal;
import dev.sluice.provider.local.assistants.data.Refusals;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sees to it that the files and vector stores that requests name are there. */
public final class Resources {
    private final Archive archive;

    /** In that store. */
    public Resources(Archive archive) {
        this.archive = archive;
    }

    CompletionStage<ToolResources> forNew(String owner, Optional<NewToolResources> sent) {
        boolean makesStores = sent.flatMap(NewToolResources::fileSearch)
                .filter(search -> !search.vectorStores().isEmpty())
                .isPresent();
        if (makesStores) {
            throw Refusals.invalid(
                    "This gateway makes no vector stores on the way: make one by POST /v1/vector_stores and name it in"
                            + " 'vector_store_ids'.",
                    "tool_resources.file_search.vector_stores",
                    "unsupported_parameter");
        }
        ToolResources resources = sent.map(Normal::resources).orElse(ToolResources.NONE);
        return existing(owner, Optional.of(resources)).thenApply(checked -> resources);
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
