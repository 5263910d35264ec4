package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Divides changes into groups that are made at once: none of a group looks at what one before it writes. What goes with a root
 * may go after what others of its group write below it, as if they had come first.
 */
final class ChangeGroups {
    private final Set<Key> written = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    private ChangeGroups() {}

    /** The groups, in the order of what they are made of. */
    static List<List<Change>> of(List<Change> all) {
        List<List<Change>> groups = new ArrayList<>();
        ChangeGroups group = new ChangeGroups();
        for (Change each : all) {
            if (groups.isEmpty() || !group.takes(each)) {
                groups.add(new ArrayList<>());
                group = new ChangeGroups();
            }
            group.add(each);
            groups.get(groups.size() - 1).add(each);
        }
        return groups;
    }

    private boolean takes(Change change) {
        return change.guards().stream().noneMatch(guard -> written.contains(guard.key()))
                && writtenBy(change).stream().noneMatch(written::contains)
                && change.log().filter(told::contains).isEmpty();
    }

    private void add(Change change) {
        written.addAll(writtenBy(change));
        change.log().ifPresent(told::add);
    }

    private static List<Key> writtenBy(Change change) {
        List<Key> keys = new ArrayList<>();
        change.writes().forEach(write -> keys.add(write.draft().key()));
        change.deletes().forEach(delete -> keys.add(delete.key()));
        return keys;
    }
}
