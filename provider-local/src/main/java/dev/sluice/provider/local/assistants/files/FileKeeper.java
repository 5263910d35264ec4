package dev.sluice.provider.local.assistants.files;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.http.Body;
import dev.sluice.core.spi.FileContents;
import dev.sluice.provider.local.assistants.data.Labels;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Keeps files, and leaves nothing of those that are deleted, past their time, or not uploaded to their end because the process
 * ended first. That is work in the queue of runs: what one node leaves behind, another takes up. Thread-safe.
 */
public final class FileKeeper {
    private static final String WORK = "file:";
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Stores stores;
    private final FileContents contents;

    /** Keeps bytes there, and what is known of them in the archive of those vector stores. */
    public FileKeeper(Stores stores, FileContents contents) {
        this.stores = stores;
        this.contents = contents;
    }

    /** Whether work is for this class. */
    public static boolean isFor(String workId) {
        return workId.startsWith(WORK);
    }

    /** The work of looking after a file: at once, unless it expires. */
    public static Work work(FileObject file, Instant now) {
        return new Work.Ready(
                WORK + file.id(), file.expiresAt().map(Instant::ofEpochSecond).orElse(now));
    }

    /** Keeps the bytes of a file that is to be created; a day later nothing is left of them if it was not. */
    public CompletionStage<Long> keep(String id, Body content) {
        CompletionStage<Long> kept = contents.keep(id, content);
        return commit(new Work.Ready(WORK + id, now().plus(LONGEST_UPLOAD))).thenCompose(begun -> kept);
    }

    /** Creates a file whose bytes are kept; what is kept of it. */
    public CompletionStage<Draft> create(String owner, FileObject file) {
        Draft draft = stores.archive()
                .draft(Kind.FILE, file.id(), owner, file)
                .labelled(Set.of(Labels.purpose(file.purpose())));
        return stores.archive()
                .create(Change.builder().create(draft).work(work(file, now())))
                .thenApply(outcome -> draft);
    }

    /** Forgets the bytes of a file that was not created. */
    public CompletionStage<Void> discard(String id) {
        return contents.remove(id)
                .thenCompose(removed -> commit(new Work.Ready(WORK + id, now())))
                .thenApply(outcome -> null);
    }

    /** Deletes a file, also out of every vector store; whether it was still there. */
    public CompletionStage<Boolean> delete(Document file) {
        String id = file.key().id();
        // The object goes last: whoever was not answered asks again, and finds what is left to do.
        return stores.removeEverywhere(file.owner(), id)
                .thenCompose(removed -> contents.remove(id))
                .thenCompose(removed -> stores.archive().commit(Change.builder().delete(file)))
                .thenApply(Outcome.Done.class::isInstance);
    }

    /** Looks after a file: one that is past its time goes, and so do bytes that belong to none. */
    public void work(Claim claim) {
        String id = claim.runId().substring(WORK.length());
        Key key = new Key(Kind.FILE, id);
        stores.archive()
                .find(Set.of(key))
                .thenCompose(found -> after(claim, id, Optional.ofNullable(found.get(key))))
                .exceptionallyCompose(
                        failure -> commit(new Work.Park(claim.runId(), claim.token(), now().plus(LATER))));
    }

    private CompletionStage<Outcome> after(Claim claim, String id, Optional<Document> file) {
        Work done = new Work.Done(claim.runId(), claim.token());
        if (file.isEmpty()) {
            return contents.remove(id).thenCompose(removed -> commit(done));
        }
        Optional<Instant> expiry =
                stores.archive().read(file.get(), FileObject.class).expiresAt().map(Instant::ofEpochSecond);
        if (expiry.isEmpty()) {
            return commit(done);
        }
        return expiry.get().isAfter(now())
                ? commit(new Work.Park(claim.runId(), claim.token(), expiry.get()))
                : delete(file.get()).thenCompose(gone -> commit(done));
    }

    private Instant now() {
        return stores.clock().instant();
    }

    private CompletionStage<Outcome> commit(Work work) {
        return stores.archive().commit(Change.builder().work(work));
    }
}
