package dev.sluice.core.ids;

/** Names of models: one that was fine-tuned lives in the account that made it, any other in every account. */
public final class ModelNames {
    private static final String COLLECTION = "models";
    private static final String FINE_TUNED = "ft:";

    private ModelNames() {}

    /** Whether what follows that segment of a path is the name of a model. */
    static boolean follow(String segment) {
        return segment.equals(COLLECTION);
    }

    /** Whether a path is that of a model, or of a list of them. */
    public static boolean areNamedBy(String path) {
        return path.endsWith("/" + COLLECTION) || path.contains("/" + COLLECTION + "/");
    }

    /** Whether only one account has that model. */
    public static boolean isOfOneAccount(String name) {
        return name.startsWith(FINE_TUNED);
    }
}
