package dev.sluice.core.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Takes one of several members for a call.
 *
 * @param strategy chooses among those of one order
 * @param random thread-safe
 * @param nanos a monotonic time in nanoseconds
 */
record Chooser(Strategy strategy, RandomGenerator random, LongSupplier nanos) {
    /** One that may be called, the lowest order first; it has taken the call. */
    Optional<Member> take(List<Member> members) {
        long now = nanos.getAsLong();
        List<Member> open = members.stream()
                .filter(member ->
                        member.closedFor(now, strategy.limitsPerMinute()).isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        while (!open.isEmpty()) {
            Member chosen = choose(open, now);
            if (chosen.tryTake(now, strategy.limitsPerMinute())) {
                return Optional.of(chosen);
            }
            open.remove(chosen);
        }
        return Optional.empty();
    }

    private Member choose(List<Member> open, long now) {
        int lowest = open.stream().mapToInt(Member::order).min().orElseThrow();
        List<Member> first =
                open.stream().filter(member -> member.order() == lowest).toList();
        if (first.size() == 1) {
            return first.get(0);
        }
        List<Candidate> candidates =
                first.stream().map(member -> member.candidate(now)).toList();
        return first.get(strategy.choose(candidates, random));
    }

    /** What each of them waits for, those that wait for nothing left out. */
    List<Wait> waits(List<Member> members) {
        long now = nanos.getAsLong();
        return members.stream()
                .flatMap(member -> member.closedFor(now, strategy.limitsPerMinute()).stream())
                .toList();
    }
}
