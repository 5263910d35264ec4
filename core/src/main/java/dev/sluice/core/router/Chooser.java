package dev.sluice.core.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes one of several members for a call.
 *
 * @param strategy chooses among those of one order
 * @param random thread-safe
 * @param nanos a monotonic time in nanoseconds
 */
record Chooser(Strategy strategy, RandomGenerator random, LongSupplier nanos) {
    /** One that is wanted and may be called, the lowest order first; it has taken the call. */
    Optional<Member.Taken> take(List<Member> members, Predicate<Member> wanted) {
        long now = nanos.getAsLong();
        List<Member> open = new ArrayList<>(members.size());
        for (Member member : members) {
            if (wanted.test(member) && member.isOpen(now, strategy.limitsPerMinute())) {
                open.add(member);
            }
        }
        while (!open.isEmpty()) {
            Member chosen = choose(open, now);
            Member.@Nullable Taken taken = chosen.tryTake(now, strategy.limitsPerMinute());
            if (taken != null) {
                return Optional.of(taken);
            }
            open.remove(chosen);
        }
        return Optional.empty();
    }

    private Member choose(List<Member> open, long now) {
        if (open.size() == 1) {
            return open.get(0);
        }
        int lowest = Integer.MAX_VALUE;
        for (Member member : open) {
            lowest = Math.min(lowest, member.order());
        }
        List<Member> first = new ArrayList<>(open.size());
        List<Candidate> candidates = new ArrayList<>(open.size());
        for (Member member : open) {
            if (member.order() == lowest) {
                first.add(member);
                candidates.add(member.candidate(now));
            }
        }
        return first.get(first.size() == 1 ? 0 : strategy.choose(candidates, random));
    }

    /** What each of them waits for, those that wait for nothing left out. */
    List<Wait> waits(List<Member> members) {
        long now = nanos.getAsLong();
        return members.stream()
                .flatMap(member -> member.closedFor(now, strategy.limitsPerMinute()).stream())
                .toList();
    }
}
