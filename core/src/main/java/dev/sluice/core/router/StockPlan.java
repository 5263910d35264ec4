package dev.sluice.core.router;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives out members of one group: the lowest order first, within an order as the strategy chooses. */
final class StockPlan implements Plan {
    private final Catalog.Match match;
    private final List<Member> members;
    private final Chooser chooser;
    /** The last call that each member took. */
    private final List<Member.Taken> taken = new ArrayList<>(2);

    private final List<String> excluded = new ArrayList<>(0);

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
        Optional<Member.Taken> next = chooser.take(members, member -> isAllowed(member) && !isTried(member))
                .or(() -> chooser.take(members, member -> isAllowed(member) && isTried(member)));
        next.ifPresent(call -> {
            taken.removeIf(before -> before.member() == call.member());
            taken.add(call);
        });
        return next.map(call -> match.concrete(call.member().deployment()));
    }

    @Override
    public void giveBack(Deployment deployment) {
        long now = chooser.nanos().getAsLong();
        taken.forEach(call -> {
            if (call.member().deployment().id().equals(deployment.id())) {
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

    private boolean isTried(Member member) {
        for (Member.Taken call : taken) {
            if (call.member() == member) {
                return true;
            }
        }
        return false;
    }

    private boolean isAllowed(Member member) {
        return !excluded.contains(member.deployment().id());
    }
}
