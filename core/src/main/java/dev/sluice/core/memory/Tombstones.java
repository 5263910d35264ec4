package dev.sluice.core.memory;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Listing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The places of documents that are gone: whoever deletes while paging still finds the way. Not thread-safe. */
final class Tombstones {
    private static final int MOST = 100_000;

    private final Map<Key, Place> places = new LinkedHashMap<>();
    private final Map<String, Set<Key>> byRoot = new HashMap<>();

    void remember(Document document) {
        places.put(
                document.key(), new Place(document.owner(), document.parent(), document.root(), document.sequence()));
        document.root()
                .ifPresent(root ->
                        byRoot.computeIfAbsent(root, some -> new HashSet<>()).add(document.key()));
        if (places.size() > MOST) {
            forget(places.keySet().iterator().next());
        }
    }

    void forgetThoseIn(String root) {
        Set<Key> keys = byRoot.remove(root);
        if (keys != null) {
            places.keySet().removeAll(keys);
        }
    }

    private void forget(Key key) {
        Place place = places.remove(key);
        Optional<String> root = place == null ? Optional.empty() : place.root();
        root.ifPresent(id -> byRoot.computeIfPresent(id, (some, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        }));
    }

    @Nullable
    Long place(Key key, Listing listing) {
        Place place = places.get(key);
        return place != null
                        && place.owner().equals(listing.owner())
                        && (listing.parent().isEmpty() || listing.parent().equals(place.parent()))
                ? Long.valueOf(place.sequence())
                : null;
    }

    private record Place(String owner, Optional<String> parent, Optional<String> root, long sequence) {}
}
