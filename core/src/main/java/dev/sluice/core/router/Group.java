package dev.sluice.core.router;

import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The deployments of one name. What its members weigh is measured alike: by the first measure that any of them has. */
final class Group {
    private final String name;
    private final List<Member> members;

    /** A group of at least one deployment. */
    Group(String name, List<Deployment> deployments) {
        this.name = name;
        ToDoubleFunction<Share> measure = measure(deployments);
        this.members = deployments.stream()
                .map(deployment -> new Member(deployment, measure.applyAsDouble(deployment.share())))
                .toList();
    }

    /** A deployment that serves no model group. */
    static Group alone(Deployment deployment) {
        return new Group("", List.of(deployment));
    }

    /** Empty for a deployment that serves no model group. */
    String name() {
        return name;
    }

    List<Member> members() {
        return members;
    }

    List<Member> members(Predicate<Deployment> wanted) {
        return members.stream()
                .filter(member -> wanted.test(member.deployment()))
                .toList();
    }

    /** Its member of that id. */
    Member member(String id) {
        for (Member member : members) {
            if (member.deployment().id().equals(id)) {
                return member;
            }
        }
        throw new IllegalArgumentException("No member of this group: " + id);
    }

    private static ToDoubleFunction<Share> measure(List<Deployment> deployments) {
        if (deployments.stream().anyMatch(each -> each.share().weight().isPresent())) {
            return share -> share.weight().orElse(0);
        }
        if (deployments.stream().anyMatch(each -> each.share().rpm().isPresent())) {
            return share -> share.rpm().orElse(0);
        }
        return share -> share.tpm().orElse(0);
    }
}
