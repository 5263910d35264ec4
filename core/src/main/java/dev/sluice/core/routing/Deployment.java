package dev.sluice.core.routing;

import dev.sluice.core.http.Timeouts;
import java.time.Duration;
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
 * @param streamFirstByte the first-byte limit of streamed calls, where it differs
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
        Map<String, String> settings) {
    /** The settings key of {@code litellm_params.mock_response}. */
    public static final String MOCK_RESPONSE = "mock_response";

    /** The settings keys of {@code litellm_params.extra_headers} start with this; the header's name follows. */
    public static final String EXTRA_HEADER = "extra_headers.";

    public Deployment {
        settings = Map.copyOf(settings);
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
