package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.EventFrame;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.AssistantStore;
import dev.sluice.core.spi.JsonCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The store, with objects for documents. Objects are kept as clients see them. Thread-safe. */
public final class Archive {
    private static final int MOST_TRIES = 50;

    private final AssistantStore store;
    private final JsonCodec json;

    /** The objects of that store. */
    public Archive(AssistantStore store, JsonCodec json) {
        this.store = store;
        this.json = json;
    }

    /** Those documents that are there. */
    public CompletionStage<Found> get(String owner, Set<Key> keys) {
        return store.get(keys).thenApply(documents -> new Found(owner, documents));
    }

    /** Those documents that are there. */
    public CompletionStage<Found> get(String owner, Key... keys) {
        return get(owner, Set.of(keys));
    }

    /** Those documents that are there, whosesoever they are. */
    public CompletionStage<Map<Key, Document>> find(Set<Key> keys) {
        return store.get(keys);
    }

    /** A part of a list. */
    public CompletionStage<Slice> list(Listing listing) {
        return store.list(listing);
    }

    /** Makes a change. */
    public CompletionStage<Outcome> commit(Change.Builder change) {
        return store.commit(change.build());
    }

    /** Makes a change that only makes what is new, under ids of its own. */
    public CompletionStage<Outcome> create(Change.Builder change) {
        return commit(change).thenApply(outcome -> {
            if (outcome instanceof Outcome.Conflict conflict) {
                throw new IllegalStateException("An id was drawn twice: " + conflict.key());
            }
            return outcome;
        });
    }

    /** The object that a document is. */
    public <T> T read(Document document, Class<T> type) {
        return json.read(bytes(document.content()), type);
    }

    /** What a document says. */
    public JsonNode tree(Document document) {
        return json.parse(bytes(document.content()));
    }

    /** An object as a document says it. */
    public ByteBuffer write(Object object) {
        return ByteBuffer.wrap(json.write(object));
    }

    /** A document that says this object. */
    public Draft draft(Kind kind, String id, String owner, Object object) {
        return Draft.of(new Key(kind, id), owner, write(object));
    }

    /** An event as a log tells it. */
    public NewEvent event(AssistantStreamEvent event) {
        EventFrame frame = json.assistants().writeEvent(event);
        return new NewEvent(frame.event(), bytes(frame.data()));
    }

    /** The bytes of a document. */
    public static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    /** A text as a document says it. */
    public static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Tries until a try has a result: one that finds that somebody else was faster has none, and begins anew with what is
     * there now.
     */
    public static <T> CompletionStage<T> retried(Supplier<CompletionStage<Optional<T>>> attempt) {
        return retried(attempt, MOST_TRIES);
    }

    private static <T> CompletionStage<T> retried(Supplier<CompletionStage<Optional<T>>> attempt, int left) {
        if (left == 0) {
            return CompletableFuture.failedFuture(GatewayException.notSent(
                    ErrorKind.OVERLOADED, "Too many requests change this object at once. Try again later."));
        }
        return attempt.get()
                .thenCompose(result -> result.<CompletionStage<T>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> retried(attempt, left - 1)));
    }

    /** The result of a change, unless somebody was faster. */
    public static <T> Optional<T> unlessConflict(Outcome outcome, Supplier<T> result) {
        return outcome instanceof Outcome.Done ? Optional.of(result.get()) : Optional.empty();
    }
}
