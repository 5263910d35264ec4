package dev.sluice.config.yaml;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The provider types a deployment may have, and what to say of others. */
final class Providers {
    static final String OPENAI = "openai";
    static final String AZURE = "azure";
    static final String LOCAL = "local";

    private static final Set<String> BUILT_IN = Set.of(OPENAI, AZURE, LOCAL);

    private final Optional<Set<String>> known;

    private Providers(Optional<Set<String>> known) {
        this.known = known;
    }

    static Providers of(Set<String> known) {
        return new Providers(Optional.of(Set.copyOf(known)));
    }

    /** After the plugins could not be loaded: nothing can be said of a type. */
    static Providers unknown() {
        return new Providers(Optional.empty());
    }

    boolean isKnown(String type) {
        return known.isEmpty() || known.get().contains(type);
    }

    /** Whether the provider is somebody's own, and takes whatever keys are written for it. */
    static boolean isCustom(String type) {
        return !BUILT_IN.contains(type);
    }

    /** Why a type cannot be used. */
    String explainUnknown(String type) {
        Set<String> types = known.orElse(Set.of());
        String nearest = Suggestions.nearest(type, types)
                .map(name -> "; " + Messages.didYouMean(name))
                .orElse("");
        return "unknown provider '" + type + "'" + nearest + "; known: " + String.join(", ", new TreeSet<>(types))
                + " (a server that speaks OpenAI's API is openai/<model> with its api_base)";
    }
}
