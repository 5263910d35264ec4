package dev.sluice.provider.local.assistants.turn;

/** Something that code wrote, as the account says it in which it ran. */
public sealed interface CodeResult {
    /**
     * Text.
     *
     * @param text the text
     */
    record Logs(String text) implements CodeResult {
        @Override
        public String toString() {
            return "Logs";
        }
    }

    /**
     * An image.
     *
     * @param url a data URL with all of it
     */
    record Image(String url) implements CodeResult {
        @Override
        public String toString() {
            return "Image";
        }
    }
}
