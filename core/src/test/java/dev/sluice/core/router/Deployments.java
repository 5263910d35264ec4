package dev.sluice.core.router;

import dev.sluice.core.http.Timeouts;
import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailurePolicy;
import dev.sluice.core.routing.ModelInfo;
import dev.sluice.core.routing.Share;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Deployments for tests, written as what is special about them. */
final class Deployments {
    private final String id;
    private final String group;
    private String upstreamModel = "m";
    private Account account = Account.NONE;
    private Share share = Share.EQUAL;
    private FailurePolicy failures = FailurePolicy.DEFAULT;
    private ModelInfo info = ModelInfo.UNKNOWN;

    private Deployments(String id, String group) {
        this.id = id;
        this.group = group;
    }

    static Deployments in(String group, String id) {
        return new Deployments(id, group);
    }

    /** One of the group {@code m}. */
    static Deployments deployment(String id) {
        return new Deployments(id, "m");
    }

    /** One of the group {@code m} of which nothing is special. */
    static Deployment plain(String id) {
        return deployment(id).build();
    }

    Deployments upstream(String model) {
        upstreamModel = model;
        return this;
    }

    Deployments key(String key) {
        account = new Account(
                Optional.empty(),
                Optional.of(new SecretRef.Literal(Secret.of(key))),
                Optional.empty(),
                Optional.empty());
        return this;
    }

    Deployments weight(double weight) {
        share = new Share(OptionalDouble.of(weight), share.rpm(), share.tpm(), share.order(), share.maxParallel());
        return this;
    }

    Deployments rpm(int rpm) {
        share = new Share(share.weight(), OptionalInt.of(rpm), share.tpm(), share.order(), share.maxParallel());
        return this;
    }

    Deployments tpm(long tpm) {
        share = new Share(share.weight(), share.rpm(), OptionalLong.of(tpm), share.order(), share.maxParallel());
        return this;
    }

    Deployments order(int order) {
        share = new Share(share.weight(), share.rpm(), share.tpm(), OptionalInt.of(order), share.maxParallel());
        return this;
    }

    Deployments parallel(int most) {
        share = new Share(share.weight(), share.rpm(), share.tpm(), share.order(), OptionalInt.of(most));
        return this;
    }

    Deployments cooldown(Duration time) {
        failures = new FailurePolicy(OptionalInt.empty(), Optional.of(time));
        return this;
    }

    Deployments price(OptionalDouble in, OptionalDouble out) {
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        in.ifPresent(price -> rates.put(Rate.INPUT_TOKEN, BigDecimal.valueOf(price)));
        out.ifPresent(price -> rates.put(Rate.OUTPUT_TOKEN, BigDecimal.valueOf(price)));
        info = new ModelInfo(Optional.empty(), Optional.empty(), new Prices(rates));
        return this;
    }

    Deployment build() {
        return new Deployment(
                id,
                group,
                "openai",
                upstreamModel,
                account,
                share,
                Timeouts.DEFAULT,
                Optional.empty(),
                failures,
                info,
                Map.of());
    }
}
