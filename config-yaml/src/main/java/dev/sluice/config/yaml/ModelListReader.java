package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailurePolicy;
import dev.sluice.core.routing.ModelInfo;
import dev.sluice.core.routing.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code model_list}. */
final class ModelListReader {
    private final Reading reading;
    private final Providers providers;
    private final Limits general;
    private final AccountReader accounts;
    private final SettingsReader settings;
    private final DeploymentIds ids;

    ModelListReader(Reading reading, Providers providers, Limits general, Upstreams upstreams) {
        this.reading = reading;
        this.providers = providers;
        this.general = general;
        this.accounts = new AccountReader(reading, upstreams);
        this.settings = new SettingsReader(reading);
        this.ids = new DeploymentIds(reading.problems());
    }

    /** Every deployment that could be read. */
    List<Deployment> read(Section top) {
        List<Deployment> deployments = new ArrayList<>();
        for (YamlNode item : top.list("model_list")) {
            reading.expect(item, Mapping.class, "a mapping with model_name and litellm_params")
                    .map(mapping -> new Section(KeySection.MODEL, mapping, reading))
                    .ifPresent(entry -> deployments.addAll(entry(entry)));
        }
        return deployments;
    }

    private List<Deployment> entry(Section entry) {
        entry.checkKeys();
        Optional<String> group = entry.required("model_name", "write the name that clients call");
        Section info = entry.section("model_info", KeySection.INFO);
        info.checkKeys();
        Optional<String> id = info.string("id");
        id.ifPresent(text -> ids.claim(text, info.place("id")));
        if (!entry.has("litellm_params")) {
            entry.missing("litellm_params", "write at least its model");
            return List.of();
        }
        if (entry.mapping("litellm_params").isEmpty()) {
            return List.of();
        }
        Section params = entry.section("litellm_params", KeySection.PARAMS);
        Optional<Target> target = Target.read(params, providers, reading.problems());
        if (target.isPresent() && group.isPresent() && stars(target.get().model()) > stars(group.get())) {
            reading.problems()
                    .advice(
                            params.place("model"),
                            "has more * than model_name, and what is not captured there cannot be filled in here; write"
                                    + " the name that the upstream knows");
        }
        return deployments(group.orElse(""), id, target, entry, info, params);
    }

    /** Reads everything even where the group or the target is wrong, so that all errors are found at once. */
    private List<Deployment> deployments(
            String group, Optional<String> id, Optional<Target> known, Section entry, Section info, Section params) {
        Target target = known.orElse(new Target(Providers.OPENAI, ""));
        Map<String, String> own = settings.read(params, target.provider());
        Share share = share(entry, params);
        Limits limits = general.with(params);
        FailurePolicy failures = failures(params);
        ModelInfo model = info(info, params);
        List<Deployment> deployments = new ArrayList<>();
        for (Account account : accounts.readAll(params, target.provider())) {
            String unique = id.isEmpty()
                    ? ids.make(group, target, account)
                    : deployments.isEmpty() ? id.get() : ids.free(id.get());
            deployments.add(new Deployment(
                    unique,
                    group,
                    target.provider(),
                    target.model(),
                    account,
                    share,
                    limits.timeouts(),
                    limits.streamFirstByte(),
                    failures,
                    model,
                    own));
        }
        return deployments;
    }

    private static Share share(Section entry, Section params) {
        Section rpm = params.has("rpm") ? params : entry;
        Section tpm = params.has("tpm") ? params : entry;
        return new Share(
                params.number("weight", Range.WEIGHT).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                integer(rpm, "rpm", Range.PER_MINUTE),
                tpm.integer("tpm", Range.TOKENS_PER_MINUTE)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                integer(params, "order", Range.ORDER),
                integer(params, "max_parallel_requests", Range.PARALLEL));
    }

    private static FailurePolicy failures(Section params) {
        OptionalInt retries = integer(params, "num_retries", Range.ATTEMPTS);
        OptionalInt ofSdk = integer(params, "max_retries", Range.ATTEMPTS);
        return new FailurePolicy(
                retries.isPresent() ? retries : ofSdk,
                params.number("cooldown_time", Range.SECONDS).map(Limits::duration));
    }

    private static ModelInfo info(Section info, Section params) {
        return new ModelInfo(
                info.string("mode"), info.string("base_model"), prices(params).orElse(prices(info)));
    }

    private static Prices prices(Section section) {
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            if (section.isKnown(rate.key())) {
                section.decimal(rate.key(), Range.PRICE).ifPresent(price -> rates.put(rate, price));
            }
        }
        return new Prices(rates);
    }

    private static long stars(String name) {
        return name.chars().filter(c -> c == '*').count();
    }

    private static OptionalInt integer(Section section, String key, Range range) {
        return section.integer(key, range)
                .map(number -> OptionalInt.of(number.intValue()))
                .orElse(OptionalInt.empty());
    }
}
