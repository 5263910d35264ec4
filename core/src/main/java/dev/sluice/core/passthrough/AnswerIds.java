package dev.sluice.core.passthrough;

import dev.sluice.core.ids.Reference;
import dev.sluice.core.json.IdScanner;
import dev.sluice.core.json.MemberScanner;
import dev.sluice.core.json.RawJson;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Learns the ids of an answer's objects: of the object itself, of those it lists, and of those it names. An object that
 * the upstream does not keep, as most chat completions are, has an id that nobody can ask for.
 */
final class AnswerIds implements IdScanner.Listener {
    private static final int MOST = 10_000;
    private static final MemberScanner.Paths KIND = MemberScanner.Paths.of(List.of("object", "response.object"));
    private static final Set<String> KEPT_ON_REQUEST =
            Set.of("chat.completion", "chat.completion.chunk", "text_completion");

    private final Optional<Boolean> stored;
    private final Predicate<String> wanted;
    private final Consumer<Set<String>> learn;
    private final IdScanner scanner = new IdScanner(Reference.NAMES, this);
    private final MemberScanner kind = new MemberScanner(KIND, 64, this::kind);
    private final Set<String> learned = new HashSet<>();
    private Set<String> found = new HashSet<>();
    private boolean keptOnRequest;

    AnswerIds(Optional<Boolean> stored, Predicate<String> wanted, Consumer<Set<String>> learn) {
        this.stored = stored;
        this.wanted = wanted;
        this.learn = learn;
    }

    void feed(ByteBuffer piece) {
        scanner.feed(piece);
        kind.feed(piece);
        if (kind.isComplete()) {
            documentEnd();
        }
    }

    @Override
    public boolean wants(String member, boolean own) {
        return (own || Reference.isNamed(member)) && learned.size() < MOST;
    }

    @Override
    public void found(String id, String member, boolean own) {
        if (!learned.contains(id) && wanted.test(id)) {
            found.add(id);
        }
    }

    private void kind(int path, long start, long end, @Nullable RawJson value) {
        keptOnRequest |=
                value != null && KEPT_ON_REQUEST.contains(value.string().orElse(""));
    }

    void documentEnd() {
        if (!found.isEmpty() && stored.orElse(!keptOnRequest)) {
            learned.addAll(found);
            learn.accept(found);
        }
        found = new HashSet<>();
        scanner.reset();
        kind.reset();
    }
}
