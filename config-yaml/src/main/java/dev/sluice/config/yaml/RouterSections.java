package dev.sluice.config.yaml;

/**
 * The two sections in which keys of the router may stand.
 *
 * @param router {@code router_settings}, which outranks the other
 * @param litellm {@code litellm_settings}
 */
record RouterSections(Section router, Section litellm) {
    /** The section that says what holds for a key of both. */
    Section of(String key) {
        return router.has(key) ? router : litellm;
    }
}
