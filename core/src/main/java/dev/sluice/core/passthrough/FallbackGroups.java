package dev.sluice.core.passthrough;

import dev.sluice.core.attempt.Judgement;
import dev.sluice.core.routing.Fallbacks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The groups that take over in one call, each once. */
final class FallbackGroups {
    private final Fallbacks fallbacks;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private int given;

    FallbackGroups(Fallbacks fallbacks) {
        this.fallbacks = fallbacks;
    }

    /**
     * The next group, after that one has failed.
     *
     * @param judgement what was thought of the last attempt; empty where no attempt could be made
     */
    Optional<String> after(String group, Optional<Judgement> judgement) {
        seen.add(group);
        if (judgement.flatMap(Judgement::refusal).isPresent()) {
            // The groups that wait were to help against failures; this prompt is refused anywhere but where refusals
            // go.
            waiting.clear();
        }
        List<String> own = forRefusal(group, judgement);
        for (int i = own.size() - 1; i >= 0; i--) {
            waiting.push(own.get(i));
        }
        while (!waiting.isEmpty() && given < fallbacks.most()) {
            String next = waiting.pop();
            if (seen.add(next)) {
                given++;
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private List<String> forRefusal(String group, Optional<Judgement> judgement) {
        Optional<Judgement.Refusal> refusal = judgement.flatMap(Judgement::refusal);
        if (refusal.isEmpty()) {
            return fallbacks.general(group);
        }
        return switch (refusal.get()) {
            case CONTEXT_WINDOW -> fallbacks.contextWindow().getOrDefault(group, List.of());
            case CONTENT_POLICY -> fallbacks.contentPolicy().getOrDefault(group, List.of());
        };
    }
}
