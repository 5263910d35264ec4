package dev.sluice.core.routing;

import dev.sluice.core.http.Timeouts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One place that serves a model group: an entry of {@code model_list}.
 *
 * @param id stable id, told to clients; unique in the configuration
 * @param group the public name ({@code model_name})
 * @param provider the provider type, the prefix of {@code litellm_params.model}
 * @param upstreamModel what the upstream calls the model; empty for a deployment that keeps the client's name
 * @param account the account it belongs to
 * @param share its part of the group's traffic
 * @param timeouts how long it may be silent
 * @param streamFirstByte until the first event of streamed calls; where it is set, its expiry lets the next deployment try
 * @param failures how its failures are dealt with
 * @param info what is known about its model
 * @param settings everything else that was written for the provider: {@code mock_response}, {@code extra_headers.*}, …
 */
public record Deployment(
        String id,
        String group,
        String provider,
        String upstreamModel,
        Account account,
        Share share,
        Timeouts timeouts,
        Optional<Duration> streamFirstByte,
        FailurePolicy failures,
        ModelInfo info,
        Map<String, String> settings) {
    /** The settings key of {@code litellm_params.mock_response}. */
    public static final String MOCK_RESPONSE = "mock_response";

    /** The settings keys of {@code litellm_params.extra_headers} start with this; the header's name follows. */
    public static final String EXTRA_HEADER = "extra_headers.";

    public Deployment {
        settings = Map.copyOf(settings);
    }

    /** A deployment of which nothing is known and whose failures are dealt with as the router's settings say. */
    public Deployment(
            String id,
            String group,
            String provider,
            String upstreamModel,
            Account account,
            Share share,
            Timeouts timeouts,
            Optional<Duration> streamFirstByte,
            Map<String, String> settings) {
        this(
                id,
                group,
                provider,
                upstreamModel,
                account,
                share,
                timeouts,
                streamFirstByte,
                FailurePolicy.DEFAULT,
                ModelInfo.UNKNOWN,
                settings);
    }

    /** The same deployment under another name of its model: what a wildcard stands for in one call. */
    public Deployment naming(String otherUpstreamModel) {
        return new Deployment(
                id,
                group,
                provider,
                otherUpstreamModel,
                account,
                share,
                timeouts,
                streamFirstByte,
                failures,
                info,
                settings);
    }

    /**
     * The account itself: where calls go that belong to it but name none of its model groups. It keeps the client's name
     * of the model and answers nothing by itself.
     */
    public Deployment accountItself(String otherId) {
        Map<String, String> kept = new HashMap<>(settings);
        kept.remove(MOCK_RESPONSE);
        return new Deployment(
                otherId,
                "",
                provider,
                "",
                account,
                Share.EQUAL,
                timeouts,
                streamFirstByte,
                failures,
                ModelInfo.UNKNOWN,
                kept);
    }

    /** A deployment with an equal share, default timeouts and no settings. */
    public static Deployment of(String id, String group, String provider, String upstreamModel, Account account) {
        return new Deployment(
                id, group, provider, upstreamModel, account, Share.EQUAL, Timeouts.DEFAULT, Optional.empty(), Map.of());
    }

    /** Everything but the values of the settings: headers and plugin settings may hold secrets. */
    @Override
    public String toString() {
        return "Deployment[id=%s, group=%s, provider=%s, upstreamModel=%s, account=%s, share=%s, timeouts=%s, settings=%s]"
                .formatted(
                        id, group, provider, upstreamModel, account, share, timeouts, new TreeSet<>(settings.keySet()));
    }
}
