package dev.sluice.core.routing;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which groups take over when the attempts on a group are used up.
 *
 * @param general {@code fallbacks}: for any failure that another deployment may not meet
 * @param contextWindow {@code context_window_fallbacks}: when the prompt is too long for the model
 * @param contentPolicy {@code content_policy_fallbacks}: when the content is refused
 * @param byDefault {@code default_fallbacks}: for groups that {@code general} does not name
 * @param most {@code max_fallbacks}: so many groups are tried beside the first
 */
public record Fallbacks(
        Map<String, List<String>> general,
        Map<String, List<String>> contextWindow,
        Map<String, List<String>> contentPolicy,
        List<String> byDefault,
        int most) {
    /** None. */
    public static final Fallbacks NONE = new Fallbacks(Map.of(), Map.of(), Map.of(), List.of(), 5);

    public Fallbacks {
        general = Map.copyOf(general);
        contextWindow = Map.copyOf(contextWindow);
        contentPolicy = Map.copyOf(contentPolicy);
        byDefault = List.copyOf(byDefault);
    }

    /** The groups that take over for that one after any failure. */
    public List<String> general(String group) {
        return general.getOrDefault(group, byDefault);
    }

    /** Whether anything but the group itself could take over for it. */
    public boolean any(String group) {
        return Stream.of(general(group), of(contextWindow, group), of(contentPolicy, group))
                .flatMap(List::stream)
                .anyMatch(other -> !other.equals(group));
    }

    private static List<String> of(Map<String, List<String>> fallbacks, String group) {
        return fallbacks.getOrDefault(group, List.of());
    }
}
