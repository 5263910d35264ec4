package dev.sluice.core.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists that grow by index. */
final class Indexed {
    private Indexed() {}

    /** Replaces the element at that index by a grown one; behind the end, appends what grows out of nothing. */
    static <T> void put(List<T> list, long index, Function<Optional<T>, T> grown) {
        if (index >= 0 && index < list.size()) {
            list.set((int) index, grown.apply(Optional.of(list.get((int) index))));
        } else {
            list.add(grown.apply(Optional.empty()));
        }
    }
}
