package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.Statements;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes documents, their labels, and the places of those that are gone: many at once, each in its order. */
final class DocumentTable {
    /** How long a deleted document is a place in its list. */
    private static final long REMEMBERED_MILLIS = 24 * 60 * 60 * 1000L;

    private static final int PURGED = 100;
    private static final String KEY = " where kind = ? and id = ?";

    private final Statements statements;
    private final Dialect dialect;

    DocumentTable(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /** Makes new ones; false where one is there already. */
    boolean insert(Handle handle, Collection<Draft> drafts) {
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (Draft draft : drafts) {
            lines.add(new @Nullable Object[] {
                draft.key().kind().name(),
                draft.key().id(),
                draft.owner(),
                draft.parent().orElse(null),
                draft.root().orElse(null),
                bytes(draft.content())
            });
        }
        boolean allNew = statements.updateAll(
                handle,
                "insert into documents (kind, id, owner, parent, root, version, content) values (?, ?, ?, ?, ?, 1, ?)"
                        + " on conflict (kind, id) do nothing",
                lines);
        return allNew && label(handle, drafts);
    }

    /** Writes the versions after these; false where one is not there in its version. */
    boolean update(Handle handle, Collection<Change.Write> writes) {
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (Change.Write write : writes) {
            Key key = write.draft().key();
            lines.add(new Object[] {bytes(write.draft().content()), key.kind().name(), key.id(), write.version()});
        }
        return statements.updateAll(
                handle, "update documents set version = version + 1, content = ?" + KEY + " and version = ?", lines);
    }

    /** Gives those that are there the labels of these, instead of what they had. */
    void relabel(Handle handle, Collection<Draft> drafts) {
        statements.updateAll(
                handle,
                "delete from document_labels where sequence = (select sequence from documents" + KEY + ")",
                keys(drafts.stream().map(Draft::key).toList()));
        label(handle, drafts);
    }

    private boolean label(Handle handle, Collection<Draft> drafts) {
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (Draft draft : drafts) {
            for (String label : draft.labels()) {
                lines.add(new Object[] {
                    label, draft.key().kind().name(), draft.key().id()
                });
            }
        }
        return statements.updateAll(
                handle,
                "insert into document_labels (sequence, label, owner, kind, parent)"
                        + " select sequence, ?, owner, kind, parent from documents" + KEY,
                lines);
    }

    void delete(Handle handle, Collection<Key> gone, long now) {
        List<@Nullable Object[]> listed = new ArrayList<>();
        for (Key key : gone) {
            if (key.kind().isListed()) {
                listed.add(new Object[] {now, key.kind().name(), key.id()});
            }
        }
        if (!listed.isEmpty()) {
            remember(handle, listed, now);
        }
        statements.updateAll(handle, "delete from documents" + KEY, keys(gone));
    }

    private void remember(Handle handle, List<@Nullable Object[]> places, long now) {
        statements.updateAll(
                handle,
                "insert into deleted_places (kind, id, owner, parent, root, sequence, deleted_at)"
                        + " select kind, id, owner, parent, root, sequence, ? from documents" + KEY
                        + " on conflict (kind, id) do update set owner = excluded.owner, parent = excluded.parent,"
                        + " root = excluded.root, sequence = excluded.sequence, deleted_at = excluded.deleted_at",
                places);
        statements.update(
                handle,
                "delete from deleted_places where (kind, id) in (select kind, id from deleted_places"
                        + " where deleted_at < ? limit ?" + dialect.skippingLocked() + ")",
                now - REMEMBERED_MILLIS,
                PURGED * places.size());
    }

    private static List<@Nullable Object[]> keys(Collection<Key> keys) {
        List<@Nullable Object[]> lines = new ArrayList<>();
        keys.forEach(key -> lines.add(new Object[] {key.kind().name(), key.id()}));
        return lines;
    }

    /**
     * Waits for whoever writes to a run of this root, and lets nobody do so any more: what they write would outlive it. New
     * runs are kept away by the root itself.
     */
    void lockRuns(Handle handle, String root) {
        if (!dialect.locking().isEmpty()) {
            statements.list(
                    handle,
                    "select id from documents where root = ? and kind = 'RUN' order by id" + dialect.locking(),
                    row -> row.getString(1),
                    root);
        }
    }

    void deleteOfRoot(Handle handle, String root) {
        statements.update(handle, "delete from documents where root = ?", root);
        statements.update(handle, "delete from deleted_places where root = ?", root);
    }

    static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
