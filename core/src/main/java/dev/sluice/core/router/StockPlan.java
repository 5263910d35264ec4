package dev.sluice.core.router;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives out members of one group: the lowest order first, within an order as the strategy chooses. */
final class StockPlan implements Plan {
    private final Catalog.Match match;
    private final List<Member> members;
    private final Chooser chooser;
    /** The last call that each of them took. */
    private final Map<Member, Member.Taken> tried = new HashMap<>();

    private final Set<String> excluded = new HashSet<>();

    /**
     * A plan over those members of the group.
     *
     * @param members at least one
     */
    StockPlan(Catalog.Match match, List<Member> members, Chooser chooser) {
        this.match = match;
        this.members = members;
        this.chooser = chooser;
    }

    @Override
    public Optional<String> group() {
        return Optional.of(match.name()).filter(name -> !name.isEmpty());
    }

    @Override
    public Optional<Deployment> next() {
        Optional<Member.Taken> taken = chooser.take(members, member -> isAllowed(member) && !tried.containsKey(member))
                .or(() -> chooser.take(members, member -> isAllowed(member) && tried.containsKey(member)));
        taken.ifPresent(call -> tried.put(call.member(), call));
        return taken.map(call -> call.member().deployment()).map(match::concrete);
    }

    @Override
    public void giveBack(Deployment deployment) {
        long now = chooser.nanos().getAsLong();
        tried.forEach((member, call) -> {
            if (member.deployment().id().equals(deployment.id())) {
                call.giveBack(now);
            }
        });
    }

    @Override
    public void exclude(Deployment deployment) {
        excluded.add(deployment.id());
    }

    @Override
    public GatewayException exhausted() {
        List<Member> allowed = members.stream().filter(this::isAllowed).toList();
        return Exhaustion.of(match.name(), allowed.size(), chooser.waits(allowed));
    }

    private boolean isAllowed(Member member) {
        return !excluded.contains(member.deployment().id());
    }
}
