package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.provider.local.assistants.api.MadeRun;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.RunState;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run that is held here, as it is in the store.
 *
 * @param claim by which it is held
 * @param owner to whom it belongs
 * @param run the run
 * @param state what an engine knows of it
 * @param versions those of its documents
 */
record Holding(Claim claim, String owner, Run run, RunState state, Map<Key, Long> versions) {
    Holding {
        versions = Map.copyOf(versions);
    }

    /** A run that was just made, and taken. */
    static Holding of(MadeRun made) {
        Run run = made.run();
        Map<Key, Long> versions = Map.of(
                new Key(Kind.RUN, run.id()), 1L,
                new Key(Kind.RUN_STATE, run.id()), 1L,
                new Key(Kind.THREAD_LOCK, run.threadId()), 1L);
        return new Holding(new Claim(run.id(), Work.Take.TOKEN), made.owner(), run, made.state(), versions);
    }

    /** A run that was claimed, and read. */
    static Holding of(Claim claim, Archive archive, Document run, Document state, Collection<Document> locks) {
        Map<Key, Long> versions = Stream.concat(Stream.of(run, state), locks.stream())
                .collect(Collectors.toMap(Document::key, Document::version));
        return new Holding(
                claim, run.owner(), archive.read(run, Run.class), RunState.of(archive.tree(state)), versions);
    }

    /** Its id, and nothing that it says. */
    @Override
    public String toString() {
        return "Holding[" + claim + "]";
    }
}
