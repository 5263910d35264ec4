package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.http.Body;
import dev.sluice.provider.local.assistants.data.BodyBytes;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The images in files that messages show, as data URLs: no model's server knows our files. */
final class Images {
    private static final int LARGEST = 20 << 20;

    private final RunTools tools;

    Images(RunTools tools) {
        this.tools = tools;
    }

    CompletionStage<Map<String, String>> shownIn(List<Message> messages) {
        Set<Key> files = messages.stream()
                .flatMap(message -> message.content().stream())
                .filter(MessageContent.ImageFile.class::isInstance)
                .map(part -> new Key(
                        Kind.FILE, ((MessageContent.ImageFile) part).imageFile().fileId()))
                .collect(Collectors.toSet());
        if (files.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return tools.archive().find(files).thenCompose(found -> read(found));
    }

    private CompletionStage<Map<String, String>> read(Map<Key, Document> files) {
        CompletionStage<Map<String, String>> all = CompletableFuture.completedFuture(new HashMap<>());
        for (Document file : files.values()) {
            FileObject object = tools.archive().read(file, FileObject.class);
            all = all.thenCombine(url(object), (urls, url) -> {
                if (!url.isEmpty()) {
                    urls.put(object.id(), url);
                }
                return urls;
            });
        }
        return all;
    }

    /** Empty where the file cannot be read: a model can do without an image, a run cannot do without a model. */
    private CompletionStage<String> url(FileObject file) {
        return tools.stores()
                .files()
                .open(file.id())
                .thenCompose(content -> BodyBytes.of(content.orElse(Body.EMPTY), LARGEST))
                .thenApply(bytes -> bytes.length == 0
                        ? ""
                        : "data:" + type(file.filename()) + ";base64,"
                                + Base64.getEncoder().encodeToString(bytes))
                .exceptionally(unreadable -> "");
    }

    private static String type(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jpg") || lower.endsWith(".jpeg")
                ? "image/jpeg"
                : lower.endsWith(".gif") ? "image/gif" : lower.endsWith(".webp") ? "image/webp" : "image/png";
    }
}
