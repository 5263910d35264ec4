package dev.sluice.core.ids;

import java.util.Set;

/** Names of models, and of their rate limits: one that was fine-tuned lives in the account that made it, any other in every account. */
public final class ModelNames {
    private static final Set<String> COLLECTIONS = Set.of("models", "rate_limits");
    private static final String FINE_TUNED = "ft:";

    private ModelNames() {}

    /** Whether what follows that segment of a path is the name of a model. */
    static boolean follow(String segment) {
        return COLLECTIONS.contains(segment);
    }

    /** Whether a path is that of a model, or of a list of them. */
    public static boolean areNamedBy(String path) {
        return COLLECTIONS.stream().anyMatch(name -> path.endsWith("/" + name) || path.contains("/" + name + "/"));
    }

    /** Whether only one account has that model. */
    public static boolean isOfOneAccount(String name) {
        return name.startsWith(FINE_TUNED);
    }
}
