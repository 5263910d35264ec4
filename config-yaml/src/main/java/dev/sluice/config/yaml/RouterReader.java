package dev.sluice.config.yaml;

import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import java.util.List;

/** Reads {@code router_settings}, and what of it may stand in {@code litellm_settings}. */
final class RouterReader {
    private final Reading reading;
    private final RouterSections sections;
    private final GroupNames names;

    RouterReader(Reading reading, Section router, Section litellm, List<Deployment> deployments) {
        this.reading = reading;
        this.sections = new RouterSections(router, litellm);
        this.names = new GroupNames(deployments, reading.problems());
    }

    RouterSettings read() {
        Section router = sections.router();
        router.checkKeys();
        StrategyReader strategy = new StrategyReader(reading, router);
        Aliases aliases = Aliases.read(router, names, reading);
        return new RouterSettings(
                strategy.strategy(),
                strategy.latencyBuffer(),
                aliases.groups(),
                aliases.hidden(),
                new RetryReader(reading, sections, names, aliases.groups()).read(),
                new CooldownReader(reading, sections).read(),
                new FallbackReader(reading, sections, names, aliases.groups()).read());
    }
}
