package dev.sluice.core.assistants.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens to a store as a whole or not at all.
 *
 * @param guards what must be so, in order
 * @param writes documents that get a new version, in order; new ones get their places in this order
 * @param deletes documents that go
 * @param work what becomes of the work of runs
 * @param log the run whose events are told; empty where there are none
 * @param events the events, in order
 */
public record Change(
        List<Guard> guards,
        List<Write> writes,
        List<Delete> deletes,
        List<Work> work,
        Optional<String> log,
        List<NewEvent> events) {
    public Change {
        guards = List.copyOf(guards);
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
        work = List.copyOf(work);
        events = List.copyOf(events);
    }

    /**
     * A document must be there at this version.
     *
     * @param key the document
     * @param version its version; 0 for a document that must not be there
     */
    public record Guard(Key key, long version) {}

    /**
     * A document gets its next version.
     *
     * @param draft the document
     * @param version the version it must have; 0 for a document that must not be there yet
     */
    public record Write(Draft draft, long version) {}

    /**
     * A document goes. With one of a kind that is a root goes everything whose root it is, also the work and the events of
     * runs among that.
     *
     * @param key the document
     * @param version the version it must have
     */
    public record Delete(Key key, long version) {}

    /** A change with nothing in it. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what is to happen. Not thread-safe. */
    public static final class Builder {
        private final List<Guard> guards = new ArrayList<>();
        private final List<Write> writes = new ArrayList<>();
        private final List<Delete> deletes = new ArrayList<>();
        private final List<Work> work = new ArrayList<>();
        private final List<NewEvent> events = new ArrayList<>();
        private Optional<String> log = Optional.empty();

        private Builder() {}

        /** The document must still have this version. */
        public Builder guard(Document document) {
            guards.add(new Guard(document.key(), document.version()));
            return this;
        }

        /** The document must have this version. */
        public Builder guard(Key key, long version) {
            guards.add(new Guard(key, version));
            return this;
        }

        /** No such document may be there. */
        public Builder guardAbsent(Key key) {
            guards.add(new Guard(key, 0));
            return this;
        }

        /** Writes a document that is new. */
        public Builder create(Draft draft) {
            writes.add(new Write(draft, 0));
            return this;
        }

        /** Writes the version after this one. */
        public Builder write(Draft draft, long version) {
            writes.add(new Write(draft, version));
            return this;
        }

        /** Deletes this version. */
        public Builder delete(Document document) {
            return delete(document.key(), document.version());
        }

        /** Deletes this version. */
        public Builder delete(Key key, long version) {
            deletes.add(new Delete(key, version));
            return this;
        }

        /** Changes the work of a run. */
        public Builder work(Work item) {
            work.add(item);
            return this;
        }

        /** Whether there is work to be claimed or changed. */
        public boolean hasWork() {
            return !work.isEmpty();
        }

        /**
         * Tells events of a run.
         *
         * @throws IllegalStateException where the change tells those of another run already
         */
        public Builder tell(String runId, List<NewEvent> told) {
            if (log.isPresent() && !log.get().equals(runId)) {
                throw new IllegalStateException("A change tells the events of one run");
            }
            log = Optional.of(runId);
            events.addAll(told);
            return this;
        }

        /** What was collected. */
        public Change build() {
            return new Change(guards, writes, deletes, work, log, events);
        }
    }
}
