package dev.sluice.core.memory;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents, and the lists they are in. Not thread-safe. */
final class Shelf {
    private final Map<Key, Document> documents = new HashMap<>();
    private final Map<Index, TreeMap<Long, Document>> lists = new HashMap<>();
    private final Map<String, Set<Key>> byRoot = new HashMap<>();
    private final Tombstones deleted = new Tombstones();
    private long lastSequence;

    @Nullable
    Document get(Key key) {
        return documents.get(key);
    }

    /** The version of a document, 0 where there is none. */
    long version(Key key) {
        Document document = documents.get(key);
        return document == null ? 0 : document.version();
    }

    void write(Draft draft) {
        Document before = documents.get(draft.key());
        Document written = new Document(
                draft.key(),
                before == null ? draft.owner() : before.owner(),
                before == null ? draft.parent() : before.parent(),
                before == null ? draft.root() : before.root(),
                draft.labels(),
                before == null ? 1 : before.version() + 1,
                before == null ? ++lastSequence : before.sequence(),
                draft.content());
        if (before != null) {
            takeOut(before);
        }
        documents.put(written.key(), written);
        indexes(written)
                .forEach(index ->
                        lists.computeIfAbsent(index, some -> new TreeMap<>()).put(written.sequence(), written));
        written.root()
                .ifPresent(root ->
                        byRoot.computeIfAbsent(root, some -> new HashSet<>()).add(written.key()));
    }

    /** Deletes a document and everything whose root it is; the keys of those that are gone. */
    Set<Key> delete(Key key) {
        Set<Key> gone = new HashSet<>();
        if (key.kind().isRoot()) {
            gone.addAll(byRoot.getOrDefault(key.id(), Set.of()));
            deleted.forgetThoseIn(key.id());
        }
        gone.add(key);
        for (Key each : gone) {
            Document document = documents.remove(each);
            if (document != null) {
                takeOut(document);
                if (each.equals(key) && key.kind().isListed()) {
                    deleted.remember(document);
                }
            }
        }
        return gone;
    }

    private void takeOut(Document document) {
        for (Index index : indexes(document)) {
            TreeMap<Long, Document> list = lists.get(index);
            if (list != null) {
                list.remove(document.sequence());
                if (list.isEmpty()) {
                    lists.remove(index);
                }
            }
        }
        document.root().ifPresent(root -> {
            Set<Key> keys = byRoot.get(root);
            if (keys != null) {
                keys.remove(document.key());
                if (keys.isEmpty()) {
                    byRoot.remove(root);
                }
            }
        });
    }

    Slice list(Listing listing) {
        Window window = new Window(listing);
        return window.unknown != null
                ? Slice.unknown(window.unknown)
                : window.slice(lists.getOrDefault(Index.of(listing), new TreeMap<>()));
    }

    private static List<Index> indexes(Document document) {
        List<Index> indexes = new ArrayList<>();
        List<Optional<String>> labels = new ArrayList<>(List.of(Optional.empty()));
        document.labels().forEach(label -> labels.add(Optional.of(label)));
        for (Optional<String> label : labels) {
            indexes.add(new Index(document.owner(), document.key().kind(), Optional.empty(), label));
            if (document.parent().isPresent()) {
                indexes.add(new Index(document.owner(), document.key().kind(), document.parent(), label));
            }
        }
        return indexes;
    }

    /** The name of a list. */
    private record Index(String owner, Kind kind, Optional<String> parent, Optional<String> label) {
        static Index of(Listing listing) {
            return new Index(listing.owner(), listing.kind(), listing.parent(), listing.label());
        }
    }

    /** A window whose ends are places. */
    private final class Window {
        private final Listing listing;
        private @Nullable String unknown;
        private final @Nullable Long after;
        private final @Nullable Long before;

        Window(Listing listing) {
            this.listing = listing;
            this.after = listing.window().after().map(this::place).orElse(null);
            this.before = listing.window().before().map(this::place).orElse(null);
        }

        private @Nullable Long place(String id) {
            Key key = new Key(listing.kind(), id);
            Document document = documents.get(key);
            boolean listed = document != null
                    && document.owner().equals(listing.owner())
                    && (listing.parent().isEmpty() || listing.parent().equals(document.parent()));
            Long place = listed && document != null ? Long.valueOf(document.sequence()) : deleted.place(key, listing);
            if (place == null) {
                unknown = id;
            }
            return place;
        }

        Slice slice(NavigableMap<Long, Document> all) {
            boolean backwards = listing.window().isBackwards();
            boolean ascending = listing.window().ascending();
            if (after != null && before != null && (ascending ? after >= before : after <= before)) {
                return Slice.of(List.of(), false);
            }
            NavigableMap<Long, Document> inOrder = ascending ? all : all.descendingMap();
            if (after != null) {
                inOrder = inOrder.tailMap(after, false);
            }
            if (before != null) {
                inOrder = inOrder.headMap(before, false);
            }
            List<Document> found = new ArrayList<>();
            int limit = listing.window().limit();
            for (Document document : (backwards ? inOrder.descendingMap() : inOrder).values()) {
                if (found.size() == limit) {
                    return Slice.of(backwards ? reversed(found) : found, true);
                }
                found.add(document);
            }
            return Slice.of(backwards ? reversed(found) : found, false);
        }

        private static List<Document> reversed(List<Document> documents) {
            List<Document> reversed = new ArrayList<>(documents);
            Collections.reverse(reversed);
            return reversed;
        }
    }
}
