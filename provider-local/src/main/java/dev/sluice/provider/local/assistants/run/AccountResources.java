package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.provider.local.assistants.account.ModelAccount;
import dev.sluice.provider.local.assistants.data.BodyBytes;
import dev.sluice.provider.local.assistants.data.RunResources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sees to it that the account of a model has what the tools of a run work on there: copies of the files that code may open, and
 * vector stores that live there.
 */
final class AccountResources {
    private final RunTools tools;
    private final ModelAccount account;

    AccountResources(RunTools tools, ModelAccount account) {
        this.tools = tools;
        this.account = account;
    }

    /** The resources when the account has them; fails where it does not take a file. What is gone is left out. */
    CompletionStage<RunResources> ready(RunResources wanted) {
        return copies(wanted.files())
                .thenCombine(hosted(wanted.hosted()), (copies, hosted) -> wanted.prepared(hosted, copies));
    }

    private CompletionStage<List<String>> hosted(List<String> stores) {
        CompletionStage<List<String>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (String store : stores) {
            all = all.thenCompose(known -> account.hosts(store).thenApply(hosts -> {
                if (hosts) {
                    known.add(store);
                }
                return known;
            }));
        }
        return all;
    }

    private CompletionStage<List<String>> copies(List<String> files) {
        Set<Key> keys = new LinkedHashSet<>();
        files.forEach(file -> keys.add(new Key(Kind.FILE, file)));
        return keys.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : tools.archive().find(keys).thenCompose(found -> copies(keys, found));
    }

    private CompletionStage<List<String>> copies(Set<Key> keys, Map<Key, Document> found) {
        CompletionStage<List<String>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Key key : keys) {
            Document document = found.get(key);
            if (document != null && document.owner().equals(account.owner())) {
                all = all.thenCompose(copies -> copy(tools.archive().read(document, FileObject.class))
                        .thenApply(copy -> {
                            copies.add(copy);
                            return copies;
                        }));
            }
        }
        return all;
    }

    private CompletionStage<String> copy(FileObject file) {
        if (file.bytes() > ModelAccount.LARGEST) {
            return CompletableFuture.failedFuture(GatewayException.notSent(
                    ErrorKind.PAYLOAD_TOO_LARGE,
                    "The file '" + file.id() + "' is too large for the code interpreter: it is given files of up to "
                            + (ModelAccount.LARGEST >> 20) + " MB."));
        }
        return tools.stores()
                .files()
                .open(file.id())
                .thenCompose(content -> BodyBytes.of(content.orElse(Body.EMPTY), ModelAccount.LARGEST))
                .thenCompose(content -> account.copy(file, content));
    }
}
