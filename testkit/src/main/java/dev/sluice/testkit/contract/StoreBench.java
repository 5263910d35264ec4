package dev.sluice.testkit.contract;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.spi.AssistantStores;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Short words for what contracts do to stores. */
final class StoreBench {
    static final String OWNER = "alice";
    static final String OTHER = "bob";

    private final AssistantStores stores;

    StoreBench(AssistantStores stores) {
        this.stores = stores;
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }

    static Key thread(String id) {
        return new Key(Kind.THREAD, id);
    }

    static Key message(String id) {
        return new Key(Kind.MESSAGE, id);
    }

    static Draft threadDraft(String id) {
        return Draft.of(thread(id), OWNER, bytes("thread " + id));
    }

    static Draft messageDraft(String id, String threadId) {
        return Draft.of(message(id), OWNER, bytes("message " + id)).in(threadId);
    }

    Outcome commit(Change.Builder change) {
        return Stages.await(stores.objects().commit(change.build()));
    }

    void done(Change.Builder change) {
        Outcome outcome = commit(change);
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError("Not done: " + outcome);
        }
    }

    void create(Draft... drafts) {
        Change.Builder change = Change.builder();
        List.of(drafts).forEach(change::create);
        done(change);
    }

    void delete(Key key) {
        done(Change.builder().delete(get(key)));
    }

    Document get(Key key) {
        return find(key).orElseThrow(() -> new AssertionError("There is no " + key));
    }

    Optional<Document> find(Key key) {
        return Optional.ofNullable(
                Stages.await(stores.objects().get(Set.of(key))).get(key));
    }

    Slice list(Listing listing) {
        return Stages.await(stores.objects().list(listing));
    }

    List<String> messages(String threadId, Window window) {
        return ids(list(Listing.in(threadId, OWNER, Kind.MESSAGE, window)));
    }

    static List<String> ids(Slice slice) {
        return slice.documents().stream().map(document -> document.key().id()).toList();
    }
}
