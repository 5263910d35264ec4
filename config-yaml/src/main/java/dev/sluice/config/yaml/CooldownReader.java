package dev.sluice.config.yaml;

import dev.sluice.core.routing.CooldownSettings;

/** Reads when deployments rest. */
final class CooldownReader {
    private final Reading reading;
    private final RouterSections sections;

    CooldownReader(Reading reading, RouterSections sections) {
        this.reading = reading;
        this.sections = sections;
    }

    CooldownSettings read() {
        Section router = sections.router();
        CooldownSettings standard = CooldownSettings.DEFAULT;
        return new CooldownSettings(
                !router.bool("disable_cooldowns").orElse(!standard.enabled()),
                sections.of("allowed_fails")
                        .integer("allowed_fails", Range.FAILS)
                        .map(Long::intValue)
                        .orElse(standard.allowedFails()),
                sections.of("cooldown_time")
                        .number("cooldown_time", Range.SECONDS)
                        .map(Limits::duration)
                        .orElse(standard.time()),
                new PolicyReader(reading, "AllowedFails", Range.FAILS).read(router.mapping("allowed_fails_policy")));
    }
}
