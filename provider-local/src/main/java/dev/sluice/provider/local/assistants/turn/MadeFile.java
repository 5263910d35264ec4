package dev.sluice.provider.local.assistants.turn;

import java.util.Locale;

/**
 * A file that code made, and what in a text stands for it.
 *
 * @param containerId where it is
 * @param fileId its id there
 * @param name its name
 * @param start where in the text its path begins, in code points
 * @param end where that ends, exclusive
 */
public record MadeFile(String containerId, String fileId, String name, long start, long end) {
    /** Whether it is a picture, which a message shows rather than names. */
    public boolean isPicture() {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|gif|webp)");
    }

    @Override
    public String toString() {
        return "MadeFile[containerId=" + containerId + ", fileId=" + fileId + "]";
    }
}
